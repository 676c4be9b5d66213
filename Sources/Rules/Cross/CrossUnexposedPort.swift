import Compose
import Findings
import Images

extension Rule {
  static let crossUnexposedPort = Rule(
    id: "cross-unexposed-port",
    summary: "A service publishes a port that its image does not expose.",
    why: "Probably nothing answers behind the port. Most often the number after the colon is wrong.",
    fix: "Publish a port that the image exposes, or add this one to EXPOSE if the program listens on it.",
    severity: .low, confidence: .tentative,
    references: [.cis("5.9")],
    triggering: [
      .cross(
        "the wrong side of the colon",
        """
        # compose: compose.yaml
        services:
          web:
            image: web:1
            ports: [▶"127.0.0.1:8080:80"]
        # image: web:1
        ExposedPorts: 3000/tcp
        """)
    ],
    silent: [
      .cross(
        "an exposed port, a port in a variable, one beside an exposed port, and an image that exposes nothing",
        """
        # compose: compose.yaml
        services:
          a: {image: "web:1", ports: ["127.0.0.1:8080:3000"]}
          b: {image: "web:1", ports: ["127.0.0.1:8080:4000"], environment: {PORT: "4000"}}
          c: {image: "web:1", ports: ["127.0.0.1:8081:5000"], command: serve --listen=0.0.0.0:5000}
          d: {image: "web:1", ports: ["127.0.0.1:8082:3000", "127.0.0.1:8083:9090"]}
          e: {image: "none:1", ports: ["127.0.0.1:8084:80"]}
          f: {image: "range:1", ports: ["127.0.0.1:8085:81"]}
        # image: web:1
        ExposedPorts: 3000/tcp
        # image: none:1
        Cmd: ["/server"]
        # image: range:1
        ExposedPorts: 80-90/tcp
        """)
    ],
    check: .cross { facts, _ in
      guard facts.basis.isSameImage, !facts.isOnHostNetwork, facts.service.networkMode == nil else {
        return []
      }
      let exposed = facts.image.exposedPorts
      let ports = facts.service.ports.filter { !$0.node.isUnknown }
      let isKnown = { (port: Port) in
        exposed.contains { $0.numbers.overlaps(port.target.ports) && $0.transport == port.transport }
      }
      guard !exposed.isEmpty, exposed.count <= ExposedPort.mostJudged, !ports.isEmpty,
        !ports.contains(where: isKnown)
      else { return [] }
      let names = exposed.map(\.text)
      return ports.filter { !facts.isTold($0.target.ports.lowerBound) }.map { port in
        Match(
          .compose(key: port.key),
          "Service \(facts.service.name) publishes \(port.target.phrase), but its image exposes \(Phrase.list(names)).",
          subject: "\(port.target.ports.lowerBound)/\(port.transport)",
          related: [.init(.config("ExposedPorts.\(names[0])"), "the image's exposed ports")])
      }
    })
}

extension CrossFacts {
  /// Whether the service is given a number, which then may be the port it listens on.
  fileprivate func isTold(_ port: Int) -> Bool {
    let texts =
      service.environment.compactMap(\.value) + start.words.map(\.text) + image.config.execution.environment
    let mountsConfig = service.mounts.contains { $0.kind == .bind } || service.section.has("configs")
    return mountsConfig || texts.contains { PortNumber.isNamed(port, in: $0) }
  }
}

/// Finds a port's number in a text.
enum PortNumber {
  /// Whether the number stands in the text by itself, not as a part of a longer one.
  static func isNamed(_ port: Int, in text: String) -> Bool {
    text.split { !$0.isNumber }.contains { $0 == String(port) }
  }
}
