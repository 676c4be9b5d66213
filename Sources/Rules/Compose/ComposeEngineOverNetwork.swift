import Compose
import Findings

extension Rule {
  static let composeEngineOverNetwork = Rule(
    id: "compose-engine-over-network",
    summary: "A service talks to a container engine over the network without TLS.",
    why: """
      An engine that listens without TLS takes commands from anybody who can reach it, and each command runs \
      as root on its host.
      """,
    fix: """
      Point `DOCKER_HOST` to the engine's TLS port and set `DOCKER_TLS_VERIFY: 1`, or use a filtering socket \
      proxy in the same project.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("2.4"), .cwe(306)],
    triggering: [
      .compose(
        "an engine on the host",
        """
        services:
          ci:
            image: ci:1
            environment:
              DOCKER_HOST: ▶tcp://host.docker.internal:2375
        """)
    ],
    silent: [
      .compose(
        "TLS, and a proxy in the project",
        """
        services:
          ci:
            image: ci:1
            environment:
              DOCKER_HOST: tcp://engine.example:2376
              DOCKER_TLS_VERIFY: 1
          watch:
            image: watch:1
            environment:
              - DOCKER_HOST=tcp://proxy:2375
          proxy:
            image: socket-proxy:1
        """)
    ],
    check: .service { service, project, _ in
      guard let host = service.environment.first(where: { $0.name == "DOCKER_HOST" }), let value = host.value,
        value.hasPrefix("tcp://"), host.origin == .environment
      else { return [] }
      let tls = service.environment.first { $0.name == "DOCKER_TLS_VERIFY" || $0.name == "DOCKER_TLS" }?.value
      if tls.map({ !$0.isEmpty && $0 != "0" }) == true { return [] }
      let name = value.dropFirst("tcp://".count).prefix { $0 != ":" && $0 != "/" }
      if project.service(String(name)) != nil { return [] }
      return [
        Match(.compose(key: host.key), "Service \(service.name) controls the engine at \(value) without TLS.")
      ]
    })
}
