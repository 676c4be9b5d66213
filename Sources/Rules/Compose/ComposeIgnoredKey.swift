import Compose
import Findings

extension Rule {
  static let composeIgnoredKey = Rule(
    id: "compose-ignored-key",
    summary: "A key has no effect where the project runs.",
    why: """
      `docker stack deploy` silently ignores some keys, and Compose ignores others that only Swarm reads. The \
      protection or setting that they promise is missing.
      """,
    fix: """
      Under Swarm, set limits and restarts under `deploy`, and configure the other protections in the engine.
      """,
    severity: .medium, confidence: .certain,
    references: [
      .page(
        title: "docker stack deploy: limitations",
        url: "https://docs.docker.com/reference/compose-file/legacy-versions/"),
      .page(title: "Compose: deploy", url: "https://docs.docker.com/reference/compose-file/deploy/"),
    ],
    triggering: [
      .compose(
        "protections and settings that Swarm ignores",
        """
        # target: swarm
        services:
          app:
            image: app:1
            ▶security_opt: ["no-new-privileges:true"]
            mem_limit: ▶512m
            privileged: ▶true
            container_name: ▶app
        """),
      .compose(
        "keys that only Swarm reads, under Compose",
        """
        services:
          app:
            image: app:1
            deploy:
              ▶placement: {constraints: [node.role == worker]}
              update_config: {parallelism: 1}
              resources:
                reservations: {cpus: "0.5"}
        """),
    ],
    silent: [
      .compose(
        "the same keys under Compose, which reads them",
        """
        services:
          app:
            image: app:1
            security_opt: ["no-new-privileges:true"]
            mem_limit: 512m
            privileged: true
            container_name: app
          db:
            image: db:1
            deploy:
              replicas: 2
              restart_policy: {condition: on-failure}
              resources:
                limits: {memory: 1g}
                reservations: {memory: 512m}
        """),
      .compose(
        "a service written for Swarm, under Swarm",
        """
        # target: swarm
        services:
          app:
            image: app:1
            cap_drop: [ALL]
            deploy:
              placement: {constraints: [node.role == worker]}
              resources:
                limits: {memory: 1g}
                reservations: {cpus: "0.5"}
        """),
    ],
    check: .compose { project, _ in
      switch project.target {
      case .swarm: project.services.flatMap { underSwarm($0, in: project) }
      case .compose: underCompose(project)
      }
    })
}

private func underSwarm(_ service: Service, in project: Project) -> [Match] {
  guard let written = project.root["services"]?[service.name] else { return [] }
  let section = Section(written, key: service.key)
  return (Swarm.ignoredProtections + Swarm.ignoredSettings).compactMap { key in
    guard let field = section.field(key) else { return nil }
    return Match(
      field.place, "Swarm ignores \(key) of service \(service.name).", subject: key,
      severity: Swarm.ignoredProtections.contains(key) ? nil : .low)
  }
}

/// One result for a project, since one cause makes them all: the file was written for Swarm too.
private func underCompose(_ project: Project) -> [Match] {
  var fields: [(name: String, place: SymbolicLocation)] = []
  for service in project.services {
    for key in ["placement", "update_config", "rollback_config", "endpoint_mode"] {
      if let field = service.section.field("deploy", key) {
        fields.append(("deploy.\(key) of service \(service.name)", field.place))
      }
    }
    // By itself it is a plan that people read, and that the host's budget sums up.
    if !fields.isEmpty, let field = service.section.field("deploy", "resources", "reservations", "cpus") {
      fields.append(("deploy.resources.reservations.cpus of service \(service.name)", field.place))
    }
  }
  guard let first = fields.first else { return [] }
  return [
    Match(
      first.place, "Compose ignores \(first.name): only Swarm reads it.",
      fix:
        "If `docker stack deploy` runs the project, check it with `--target swarm`; otherwise remove the key.",
      severity: .note,
      related: fields.dropFirst().map { Match.Related($0.place, "\($0.name) is ignored too") })
  ]
}
