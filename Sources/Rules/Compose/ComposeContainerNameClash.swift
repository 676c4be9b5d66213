import Compose
import Findings

extension Rule {
  static let composeContainerNameClash = Rule(
    id: "compose-container-name-clash",
    summary:
      "Two projects on one host, or two services that a profile starts together, give a container the same name.",
    why: """
      A container name can exist only once on a host. The project that starts second fails, and Compose refuses to start a \
      profile in which two services have the name.
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
        """),
      .compose(
        "two services of one profile",
        """
        services:
          small:
            image: db:1
            container_name: db
            profiles: [small, all]
          large:
            image: db:2
            container_name: ▶db
            profiles: [large, all]
        """),
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
        """),
      .compose(
        "profiles that never run together",
        """
        services:
          small:
            image: db:1
            container_name: db
            profiles: [small]
          large:
            image: db:2
            container_name: db
            profiles: [large]
        """),
    ],
    check: .host { projects, _ in
      var taken: [String: [(project: Int, service: Service, key: Key)]] = [:]
      var matches: [HostMatch] = []
      for (position, project) in projects.enumerated() where project.target == .compose {
        for service in project.services where service.replicas > 0 {
          guard let name = service.section.text("container_name"), !name.isUnknown else { continue }
          let clash = taken[name.value]?.first { other in
            guard other.service.canRun(with: service) else { return false }
            // Compose itself refuses two of one project that run by default.
            return other.project == position
              ? !(other.service.runsByDefault && service.runsByDefault)
              : projects[other.project].name != project.name
          }
          taken[name.value, default: []].append((position, service, name.key))
          guard let clash else { continue }
          if clash.project == position {
            matches.append(
              HostMatch(
                project: position,
                Match(
                  .compose(key: name.key),
                  "Services \(clash.service.name) and \(service.name), which a profile starts together, both name their container \(name.value).",
                  subject: clash.service.name),
                elsewhere: [.init(project: position, key: clash.key, message: "the same name here")]))
            continue
          }
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
