import Compose
import Findings
import Images

extension Rule {
  static let crossPrivilegedPort = Rule(
    id: "cross-privileged-port",
    summary: "An unprivileged user must bind a port that only root may bind.",
    why: """
      Docker lets every user bind low ports in a container's own network, because it sets \
      `net.ipv4.ip_unprivileged_port_start` to 0 there. On the host's network, or with another setting, ports \
      below 1024 belong to root, and the program fails.
      """,
    fix: "Let the program listen on a port from 1024 upwards.",
    severity: .medium, confidence: .firm,
    references: [
      .page(title: "ip_unprivileged_port_start", url: "https://docs.kernel.org/networking/ip-sysctl.html")
    ],
    triggering: [
      .cross(
        "the host's network, and a kernel setting",
        """
        # compose: compose.yaml
        services:
          a: {image: "web:1", network_mode: ▶host}
          b: {image: "web:1", sysctls: {net.ipv4.ip_unprivileged_port_start: ▶1024}}
        # image: web:1
        User: 101
        ExposedPorts: 80/tcp
        Cmd: ["/server"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """)
    ],
    silent: [
      .cross(
        "a container network, root, a high port, and a program with the capability",
        """
        # compose: compose.yaml
        services:
          a: {image: "web:1", ports: ["127.0.0.1:80:80"]}
          b: {image: "web:1", network_mode: host, user: root}
          c: {image: "high:1", network_mode: host}
          d: {image: "able:1", network_mode: host}
        # image: web:1
        User: 101
        ExposedPorts: 80/tcp
        Cmd: ["/server"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        # image: high:1
        User: 101
        ExposedPorts: 8080/tcp
        Cmd: ["/server"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        # image: able:1
        User: 101
        ExposedPorts: 80/tcp
        Cmd: ["/server"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
          capability 400
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      guard facts.plainIdentity != nil, let (first, field) = facts.lowestFreePort, !facts.mayBindAll else {
        return []
      }
      let exposed = facts.image.exposedPorts.map(\.numbers.lowerBound)
      let published = facts.isOnHostNetwork ? [] : facts.service.ports.map(\.target.ports.lowerBound)
      let low = Set(exposed + published).filter { (1..<first).contains($0) }.sorted()
      guard !low.isEmpty else { return [] }
      let user = facts.running.config.execution.user
      return [
        Match(
          field.place,
          "Service \(facts.service.name) runs as '\(user)', who cannot bind port \(Phrase.list(low.map(String.init))): only root may bind ports below \(first).",
          subject: low.map(String.init).joined(separator: ","),
          related: [.init(.config("ExposedPorts"), "the image's exposed ports")])
      ]
    })
}

extension CrossFacts {
  /// The lowest port that every user may bind, with what says so; nil where that is every port.
  fileprivate var lowestFreePort: (Int, Field<String>)? {
    if let field = service.section.text("sysctls", "net.ipv4.ip_unprivileged_port_start"), !field.isUnknown {
      return Int(field.value).flatMap { $0 > 1 ? ($0, field) : nil }
    }
    guard isOnHostNetwork, let field = service.section.text("network_mode") else { return nil }
    return (1024, field)
  }

  /// Whether the program's file gives it the right.
  fileprivate var mayBindAll: Bool {
    if isPrivileged || !start.isKnown { return true }
    guard !hasNoNewPrivileges else { return false }
    return start.programs.contains { word in
      program(word.text).flatMap(fileCapabilities)?.names.contains("CAP_NET_BIND_SERVICE") == true
    }
  }
}
