import Compose
import Findings

extension Rule {
  static let composeEdgeBesideDataStore = Rule(
    id: "compose-edge-beside-data-store",
    summary:
      "A service that is exposed to the outside shares a network with a data store that it does not use.",
    why: """
      Whoever takes over the exposed service can reach every port of the data store: on one bridge `expose` \
      restricts nothing.
      """,
    fix: "Put the data store and the services that use it on a separate network with `internal: true`.",
    severity: .medium, confidence: .firm,
    references: [.cwe(923), .nist("4.3.3")],
    triggering: [
      .compose(
        "a proxy on the data store's network",
        """
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80"]
            networks:
              front:
              ▶back:
          app:
            image: app:1
            depends_on: [db]
            networks: [front, back]
          db:
            image: postgres:16
            networks: [back]
        networks:
          front:
          back:
        """),
      .compose(
        "all services on one network",
        """
        services:
          ▶proxy:
            image: nginx:1.27
            ports: ["80:80"]
          app:
            image: app:1
            environment: {DATABASE_URL: "postgres://db/app"}
          db:
            image: postgres:16
        """),
    ],
    silent: [
      .compose(
        "services that use their data store, by dependency or by name",
        """
        services:
          app:
            image: app:1
            ports: ["80:80"]
            depends_on: [db]
            environment: {CACHE_URL: "redis://cache:6379"}
          db:
            image: postgres:16
          cache:
            image: redis:7
          admin:
            image: adminer:5
            ports: ["127.0.0.1:8080:8080"]
        """)
    ],
    check: .compose { project, policy in
      let graph = project.graph
      let zones = ZoneMap(project, policy, graph)
      let stores = graph.members.filter { $0.role?.keepsData == true }
      return graph.edges.flatMap { edge -> [Match] in
        guard edge.role?.keepsData != true, edge.role != .administration, edge.role != .monitoring,
          let service = project.service(edge.service)
        else { return [] }
        // Whom zones judge, they judge better.
        let isZoned = zones?.hasZone(service: edge.service) == true
        let strangers = stores.filter {
          !Users.uses(service, $0.service, in: project)
            && Users.other(than: edge.service, use: $0.service, in: project)
            && !(isZoned && zones?.hasZone(service: $0.service) == true)
        }
        return service.networks.compactMap { attachment in
          let near = strangers.filter { graph.shared(edge, $0).contains(attachment.network) }
          guard !near.isEmpty else { return nil }
          let names = near.map(\.service).joined(separator: ", ")
          return Match(
            .compose(key: attachment.key),
            "Service \(service.name) can be reached from outside and shares network \(attachment.network) with "
              + "\(names), which it does not use.",
            subject: attachment.network, severity: edge.role == .edge ? nil : .low,
            related: near.compactMap { project.service($0.service) }.map {
              Match.Related($0.place, "the data store")
            })
        }
      }
    })
}

/// Tells whether a service has to do with another one.
private enum Users {
  /// Whether a service other than one is known to use a data store: else that one may be its only user, and the data store
  /// could be nowhere else.
  static func other(than name: String, use other: String, in project: Project) -> Bool {
    project.services.contains { $0.name != name && $0.name != other && uses($0, other, in: project) }
  }

  /// By a dependency, also through services that wait for it, a link, or its name in what the service is given.
  static func uses(_ service: Service, _ other: String, in project: Project) -> Bool {
    if service.dependencies.contains(where: { $0.service == other }) { return true }
    if service.section.texts("links").contains(where: {
      $0.value.split(separator: ":").first.map(String.init) == other
    }) {
      return true
    }
    let names = [other, project.service(other)?.section.text("container_name")?.value].compactMap(\.self)
    return names.contains { name in
      service.environment.contains { $0.value.map { $0.mentions(name) } ?? false }
        || service.section.texts("command").contains { $0.value.mentions(name) }
        || service.section.texts("entrypoint").contains { $0.value.mentions(name) }
    }
  }
}
