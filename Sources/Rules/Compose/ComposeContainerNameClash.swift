import Compose
import Findings

extension Rule {
  static let composeContainerNameClash = Rule(
    id: "compose-container-name-clash",
    summary: "Two projects on one host give a container the same name.",
    why: """
      Projects that are checked together share a host, where a container name can exist only once. The project \
      that starts second fails.
      """,
    fix: "Remove `container_name`, so that the name starts with the project's, or choose another.",
    severity: .medium, confidence: .firm,
    references: [
      .page(
        title: "Compose: container_name",
        url: "https://docs.docker.com/reference/compose-file/services/#container_name")
    ],
    triggering: [
      .compose(
        "two projects that use one container name",
        """
        services:
          db:
            image: db:1
            container_name: db
        # project: shop/compose.yaml
        services:
          store:
            image: db:2
            container_name: ▶db
        """)
    ],
    silent: [
      .compose(
        "different names, and another compose file of the same project",
        """
        name: edge
        services:
          db:
            image: db:1
            container_name: db
        # project: shop/compose.yaml
        services:
          db:
            image: db:2
            container_name: shop-db
          cache:
            image: cache:1
        # project: edge/compose.debug.yaml
        services:
          db:
            image: db:1
            container_name: db
        """)
    ],
    check: .host { projects, _ in
      var taken: [String: [(project: Int, service: Service, key: Key)]] = [:]
      var matches: [HostMatch] = []
      for (position, project) in projects.enumerated() where project.target == .compose {
        for service in project.services where service.replicas > 0 {
          guard let name = service.section.text("container_name"), !name.isUnknown else { continue }
          let clash = taken[name.value]?.first { other in
            other.service.canRun(with: service) && projects[other.project].name != project.name
          }
          taken[name.value, default: []].append((position, service, name.key))
          guard let clash else { continue }
          let other = projects[clash.project].name
          matches.append(
            HostMatch(
              project: position,
              Match(
                .compose(key: name.key),
                "Service \(service.name) of project \(project.name) and service \(clash.service.name) of project \(other) both name their container \(name.value).",
                subject: other),
              elsewhere: [.init(project: clash.project, key: clash.key, message: "the same name here")]))
        }
      }
      return matches
    })
}
