import Compose
import Findings

extension Rule {
  static let composeDataStoreEgress = Rule(
    id: "compose-data-store-egress",
    summary: "A data store can open connections to the outside.",
    why: """
      A data store answers queries and has no need to open connections. A way out makes it easy to send its \
      data away.
      """,
    fix: "Attach the data store only to networks with `internal: true`.",
    severity: .note, confidence: .firm,
    references: [.cwe(923), .nist("4.3.3")],
    triggering: [
      .compose(
        "a network that is not internal",
        """
        services:
          ▶db:
            image: postgres:16
          cache:
            image: redis:7
            networks:
              - ▶back
        networks:
          back:
        """)
    ],
    silent: [
      .compose(
        "an internal network",
        """
        services:
          db:
            image: postgres:16
            networks: [back]
        networks:
          back: {internal: true}
        """),
      .compose(
        "a database's image that only changes an owner",
        """
        services:
          init:
            image: postgres:16
            entrypoint: [sh, -c, "chown -R 999:999 /data"]
        """),
    ],
    check: .compose { project, policy in
      let graph = project.graph
      let zones = ZoneMap(project, policy, graph)
      return project.services.compactMap { service in
        guard let member = graph.member(service.name), member.role?.keepsData == true,
          graph.hasEgress(member),
          zones?.hasZone(service: service.name) != true
        else {
          return nil
        }
        let open = service.networks.first { project.network($0.network)?.isInternal != true }
        guard let open else { return nil }
        return Match(
          .compose(key: open.key),
          "Data store \(service.name) can open connections to the outside over network \(open.network)."
        )
      }
    })
}
