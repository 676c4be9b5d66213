import Findings
import Images

extension Rule {
  static let imageExposedSSHPort = Rule(
    id: "image-exposed-ssh-port",
    summary: "The image exposes the SSH port.",
    why: """
      An SSH server is one more program to update, with keys and accounts of its own, in a container that the \
      engine lets you enter anyway. Logins through it appear in no log of the orchestrator.
      """,
    fix: """
      Remove the SSH server and its EXPOSE line, and enter containers through the engine: docker exec or \
      kubectl exec.
      """,
    severity: .medium, confidence: .firm,
    references: [.cis("5.7"), .nist("4.1.3")],
    triggering: [
      .image("SSH", "▶ ExposedPorts: 22/tcp"),
      .image("without a protocol", "▶ ExposedPorts: 22"),
    ],
    silent: [
      .image(
        "other ports with these digits, and another protocol",
        """
        ExposedPorts: 8022/tcp
        ExposedPorts: 2200/tcp
        ExposedPorts: 22/udp
        """)
    ],
    check: .image { image, _ in
      image.exposedPorts.filter { $0.isTCP && $0.numbers.contains(22) }.map { port in
        var match = Match(
          .config("ExposedPorts.\(port.text)"), "The exposed port \(port.text) belongs to SSH.",
          subject: port.text)
        match.facts = [Fact(.port, match.place)]
        return match
      }
    })
}
