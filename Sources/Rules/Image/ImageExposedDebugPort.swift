import Findings
import Images

extension Rule {
  static let imageExposedDebugPort = Rule(
    id: "image-exposed-debug-port",
    summary: "The image exposes the port of a debugger or of an unprotected control interface.",
    why: """
      Anyone who reaches such a port can run code in the process behind it, without a password. The port \
      belongs on a developer's machine.
      """,
    fix: "Remove the EXPOSE line, and the option that opens the port, from the production image.",
    severity: .medium, confidence: .firm,
    references: [.cwe(489)],
    triggering: [
      .image("the Node.js debugger", "▶ ExposedPorts: 9229/tcp"),
      .image("the Java debugger and the Docker API", "▶ ExposedPorts: 2375/tcp\n▶ ExposedPorts: 5005/tcp"),
      .image("a range that includes such a port", "▶ ExposedPorts: 9220-9225/tcp"),
    ],
    silent: [
      .image(
        "ports of services",
        """
        ExposedPorts: 80/tcp
        ExposedPorts: 2376/tcp
        ExposedPorts: 5000/tcp
        ExposedPorts: 8000/tcp
        ExposedPorts: 9000/tcp
        ExposedPorts: 9229/udp
        """)
    ],
    check: .image { image, _ in
      image.exposedPorts.filter(\.isTCP).flatMap { port in
        ExposedPort.debuggers.filter { port.numbers.contains($0.key) }.sorted { $0.key < $1.key }.prefix(1)
          .map { _, what in
            var match = Match(
              .config("ExposedPorts.\(port.text)"),
              "The exposed port \(port.text) belongs to \(what).",
              subject: port.text)
            match.facts = [Fact(.port, match.place)]
            return match
          }
      }
    })
}
