import Compose
import Findings
import Images

extension Rule {
  static let composeLostSignal = Rule(
    id: "compose-lost-signal",
    summary: "The shell that a service starts keeps the stop signal from the program.",
    why: """
      The engine sends the signal to the first process only. A program that does not get it is killed ten seconds \
      later, in the middle of what it does: requests break off, and data stores recover at the next start.
      """,
    fix: """
      Start the program by itself, or write `exec` before it; pass the signal on with `trap`. For a loop, `init: \
      true` is enough.
      """,
    severity: .low, confidence: .firm,
    references: [],
    triggering: [
      .compose(
        "a program whose output is piped, and an endless loop",
        """
        services:
          server:
            image: app:1
            command: ▶sh -c "/server 2>&1 | tee /var/log/server"
          backup:
            image: app:1
            entrypoint: [/bin/sh, -c]
            ▶command: ["while true; do /backup; sleep 3600; done"]
          web:
            image: app:1
            ports: ["8080:80"]
            command: ▶sh -c "/server --port 80; echo stopped"
        """)
    ],
    silent: [
      .compose(
        "the shell's last command, a trap, an init, and a job",
        """
        services:
          server:
            image: app:1
            command: sh -c "/migrate && /server --port 80"
          renewal:
            image: app:1
            command: sh -c "trap exit TERM; while :; do /renew; sleep 12h & wait $${!}; done"
          backup:
            image: app:1
            init: true
            command: [sh, -c, "while true; do /backup; sleep 3600; done"]
          migration:
            image: app:1
            command: sh -c "/migrate || exit 1"
          choice:
            image: app:1
            ports: ["8081:80"]
            command: sh -c "if [ -f /ready ]; then /server; else exit 1; fi"
          dump:
            image: app:1
            restart: "no"
            command: [sh, -c, "/dump | tee /data/dump"]
        """)
    ],
    check: .service { service, _, _ in
      let start = StartCommand(service, ImageConfig.Execution())
      let line = CommandLine(field: .command, words: start.words.map(\.text))
      guard start.isKnown, service.hasContainers, !service.runsOnce, let script = line.shellScript,
        let lost = LostSignal.find(in: script, isServer: service.servesOthers)
      else { return [] }
      if case .loop = lost, service.section.boolean("init")?.value == true { return [] }
      let key = service.section.field("command")?.key ?? service.section.key(of: "entrypoint")
      return [Match(.compose(key: key), "Service \(service.name) \(lost.clause).")]
    })
}

extension Service {
  /// Whether it says of itself that others use it for as long as it runs.
  fileprivate var servesOthers: Bool {
    if section.has("ports") || section.has("expose") { return true }
    return ["always", "unless-stopped"].contains(section.text("restart")?.value ?? "")
  }
}
