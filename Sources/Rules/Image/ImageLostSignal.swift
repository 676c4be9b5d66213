import Findings
import Images

extension Rule {
  static let imageLostSignal = Rule(
    id: "image-lost-signal",
    summary: "The shell that the container starts keeps the stop signal from the program.",
    why: """
      The engine sends the signal to the first process only. A program that does not get it is killed ten seconds \
      later, in the middle of what it does: requests break off, and data stores recover at the next start.
      """,
    fix: """
      Start the program by itself, as a list: CMD ["/app/server"]. In a script, write exec before it, or pass the \
      signal on with trap.
      """,
    severity: .low, confidence: .firm,
    references: [],
    triggering: [
      .image(
        "a program whose output is piped",
        "▶ Cmd: [\"/bin/sh\", \"-c\", \"/server 2>&1 | tee /var/log/server\"]"),
      .image(
        "a server, and a command behind it",
        """
        ExposedPorts: 80/tcp
        ▶ Cmd: ["/bin/sh", "-c", "/migrate; /server --port 80 || exit 1"]
        """),
      .image(
        "an endless loop", "▶ Entrypoint: [\"/bin/sh\", \"-c\", \"while true; do /backup; sleep 3600; done\"]"
      ),
    ],
    silent: [
      .image(
        "a program in the shell's last command, to which shells give their place",
        "Cmd: [\"/bin/sh\", \"-c\", \"/migrate && /server --port 80\"]"),
      .image(
        "a trap, and exec",
        """
        Entrypoint: ["/bin/sh", "-c", "trap exit TERM; while true; do /backup; sleep 3600 & wait; done"]
        """),
      .image(
        "a job that says how it ended",
        "Cmd: [\"/bin/sh\", \"-c\", \"/migrate || exit 1\"]"),
      .image("what ends by itself", "Cmd: [\"/bin/sh\", \"-c\", \"echo started | tee /log\"]"),
    ],
    check: .image { image, _ in
      guard let command = image.mainCommand, let script = command.shellScript,
        let lost = LostSignal.find(in: script, isServer: !image.config.execution.exposedPorts.isEmpty)
      else { return [] }
      return [Match(.config(command.field.rawValue), "\(command.field.rawValue) \(lost.clause).")]
    })
}
