import Compose
import Findings

extension Rule {
  static let composeDataStoreEgress = Rule(
    id: "compose-data-store-egress",
    summary: "A data store can open connections to the world.",
    why:
      "Data leaves most easily from where it is kept; a data store answers questions and needs to ask none.",
    fix: "Put it on networks with `internal: true` only.",
    severity: .note, confidence: .firm,
    references: [.cwe(923), .nist("4.3.3")],
    triggering: [
      .compose(
        "a network with a way out",
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
        "a network without",
        """
        services:
          db:
            image: postgres:16
            networks: [back]
        networks:
          back: {internal: true}
        """)
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
          "The data store \(service.name) can open connections to the world over the network \(open.network)."
        )
      }
    })
}
