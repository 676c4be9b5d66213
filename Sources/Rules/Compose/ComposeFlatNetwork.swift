import Compose
import Findings

extension Rule {
  static let composeFlatNetwork = Rule(
    id: "compose-flat-network",
    summary: "All services, data stores included, share one network.",
    why: """
      On one network every service reaches every port of every other. Whoever takes over one of them reaches \
      them all.
      """,
    fix: """
      Define one network for each group of services that must talk to each other, with `internal: true` for \
      data stores.
      """,
    severity: .note, confidence: .certain,
    references: [.cwe(923)],
    triggering: [
      .compose(
        "three services on the default network",
        """
        services:
          web:
            image: web:1
            ports: ["127.0.0.1:80:80"]
          worker:
            image: worker:1
          ▶db:
            image: postgres:16
        """)
    ],
    silent: [
      .compose(
        "separate networks",
        """
        services:
          web:
            image: web:1
            networks: [front, back]
          worker:
            image: worker:1
            networks: [back]
          db:
            image: postgres:16
            networks: [back]
        networks:
          front:
          back: {internal: true}
        """)
    ],
    check: .compose { project, policy in
      let graph = project.graph
      // Zones say who may meet whom.
      if ZoneMap(project, policy, graph) != nil { return [] }
      let members = graph.members.filter { !$0.networks.isEmpty }
      guard members.count >= 3, members.allSatisfy({ $0.networks == members[0].networks }),
        members[0].networks.count == 1,
        let store = project.services.first(where: { project.role(of: $0)?.keepsData == true })
      else { return [] }
      let place = store.networks.first.map { SymbolicLocation.compose(key: $0.key) } ?? store.place
      return [
        Match(
          place,
          "All \(members.count) services share network \(members[0].networks[0]), including data store \(store.name)."
        )
      ]
    })
}
