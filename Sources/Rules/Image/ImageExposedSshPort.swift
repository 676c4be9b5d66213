import Findings
import Images

extension Rule {
  static let imageExposedSSHPort = Rule(
    id: "image-exposed-ssh-port",
    summary: "The image exposes the port of SSH.",
    why: """
      A server to log in to is one more program to keep up to date, with keys and accounts of its own, inside a \
      container that the engine lets people into anyway. Logins through it appear in no log of the orchestrator.
      """,
    fix: "Take the SSH server out; reach containers through the engine (docker exec, kubectl exec).",
    severity: .medium, confidence: .firm,
    references: [.cis("5.7"), .nist("4.1.3")],
    triggering: [
      .image("SSH", "▶ ExposedPorts: 22/tcp"),
      .image("without a protocol", "▶ ExposedPorts: 22"),
    ],
    silent: [
      .image(
        "other ports that have these digits, and another protocol",
        """
        ExposedPorts: 8022/tcp
        ExposedPorts: 2200/tcp
        ExposedPorts: 22/udp
        """)
    ],
    check: .image { image, _ in
      image.exposedPorts.filter { $0.isTCP && $0.numbers.contains(22) }.map { port in
        var match = Match(
          .config("ExposedPorts.\(port.text)"), "The port \(port.text) is exposed, on which SSH listens.",
          subject: port.text)
        match.facts = [Fact(.port, match.place)]
        return match
      }
    })
}
