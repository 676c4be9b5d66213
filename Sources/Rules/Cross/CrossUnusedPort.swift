import Compose
import Findings
import Images

extension Rule {
  static let crossUnusedPort = Rule(
    id: "cross-unused-port",
    summary: "An image exposes a port that nothing in the project uses.",
    why: """
      EXPOSE declares what a program listens on. An unused port beside a used one is often a debugger, a \
      console or metrics that answer anybody on the network.
      """,
    fix: "Switch off what listens on the port, and remove it from EXPOSE.",
    severity: .note, confidence: .tentative,
    references: [.cis("5.9")],
    triggering: [
      .cross(
        "a second port that no service names",
        """
        # compose: compose.yaml
        services:
          api: {image: "api:1", ports: ["127.0.0.1:8080:8080"]}
          web: {image: "web:1", environment: {API: "http://api:8080"}}
        # image: api:1
        ExposedPorts: 8080/tcp
        ▶ ExposedPorts: 9901/tcp
        """)
    ],
    silent: [
      .cross(
        "a port used by another service, a label or a health check, and an image without published ports",
        """
        # compose: compose.yaml
        services:
          api:
            image: api:1
            ports: ["127.0.0.1:8080:8080"]
            labels: {prometheus.port: "9902"}
            healthcheck: {test: [CMD, /server, --check, "localhost:9903"]}
          web: {image: "web:1", environment: {METRICS: "http://api:9901/"}}
          db: {image: "db:1"}
        # image: api:1
        ExposedPorts: 8080/tcp
        ExposedPorts: 9901/tcp
        ExposedPorts: 9902/tcp
        ExposedPorts: 9903/tcp
        # image: db:1
        ExposedPorts: 5432/tcp
        """)
    ],
    check: .cross { facts, _ in
      guard facts.basis.isSameImage, facts.service.networkMode == nil else { return [] }
      let exposed = facts.image.exposedPorts
      let used = exposed.filter { port in
        facts.service.ports.contains {
          port.numbers.overlaps($0.target.ports) && port.transport == $0.transport
        }
      }
      guard !used.isEmpty, exposed.count > used.count, exposed.count <= ExposedPort.mostJudged else {
        return []
      }
      return exposed.filter { port in
        !used.contains { $0.text == port.text } && port.numbers.count == 1
          && !facts.project.names(port: port.numbers.lowerBound)
          && facts.image.isExposedByOwnStep(port)
      }.map { port in
        Match(
          .config("ExposedPorts.\(port.text)"),
          "The image of service \(facts.service.name) exposes port \(port.text), which nothing in the project uses.",
          subject: port.text, related: [.init(facts.place, "the service")])
      }
    })
}

extension Project {
  /// Whether any service but by its image's EXPOSE names a port's number: in a value, a command, a label, a port.
  fileprivate func names(port: Int) -> Bool {
    services.contains { Self.names(port, in: $0.section.node) }
      || services.contains { $0.environment.contains { PortNumber.isNamed(port, in: $0.value ?? "") } }
  }

  private static func names(_ port: Int, in node: Node) -> Bool {
    switch node.content {
    case .scalar(let scalar): PortNumber.isNamed(port, in: scalar.text)
    case .sequence(let items): items.contains { names(port, in: $0) }
    case .mapping(let mapping):
      mapping.pairs.contains { PortNumber.isNamed(port, in: $0.key) || names(port, in: $0.value) }
    }
  }
}

extension ImageFacts {
  /// Whether the image's own build exposes the port, and not the base image; also where that is not known.
  fileprivate func isExposedByOwnStep(_ port: ExposedPort) -> Bool {
    let number = String(port.numbers.lowerBound)
    let step = history.steps.lastIndex { step in
      step.keyword == "EXPOSE" && step.arguments.split { !$0.isNumber }.contains { $0 == number }
    }
    return step.map { history.origin(ofStep: $0) == .yours } ?? true
  }
}
