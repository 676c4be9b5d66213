import Compose
import Findings

extension Rule {
  static let composeUnhealthyStart = Rule(
    id: "compose-unhealthy-start",
    summary: "A service does not wait until a dependency with a health check is healthy.",
    why: """
      `service_started` waits for a process, not for an answer. The first requests fail, or the service \
      crashes.
      """,
    fix: "Set `condition: service_healthy` in `depends_on`.",
    severity: .low, confidence: .certain,
    references: [
      .page(title: "Compose: startup order", url: "https://docs.docker.com/compose/how-tos/startup-order/")
    ],
    triggering: [
      .compose(
        "the short form, and the weaker condition",
        """
        services:
          web:
            image: web:1
            depends_on:
              - ▶db
          api:
            image: api:1
            depends_on:
              ▶db: {condition: service_started}
          db:
            image: db:1
            healthcheck: {test: [CMD, ready]}
        """)
    ],
    silent: [
      .compose(
        "the right condition, and a dependency without a check",
        """
        services:
          web:
            image: web:1
            depends_on:
              db: {condition: service_healthy}
              other: {condition: service_started}
          db:
            image: db:1
            healthcheck: {test: [CMD, ready]}
          other:
            image: other:1
        """)
    ],
    check: .service { service, project, _ in
      guard project.target == .compose else { return [] }
      return service.dependencies.compactMap { dependency in
        guard dependency.condition == .started, let other = project.service(dependency.service),
          let check = other.healthCheck
        else { return nil }
        switch check.test {
        case .disabled, .ofImage: return nil
        case .command, .shell: break
        }
        return Match(
          .compose(key: dependency.key),
          "Service \(service.name) waits only until \(other.name) has started, not until it is healthy.",
          subject: other.name,
          repair: .unsafe(Waiting.change(dependency, of: service, in: project), .waiting),
          related: [Match.Related(.compose(key: check.key), "the health check")])
      }
    })
}

/// Makes dependencies wait for health.
private enum Waiting {
  /// A condition that is written is replaced; a list of names becomes a mapping with a condition each.
  static func change(
    _ dependency: Dependency, of service: Service, in project: Project
  ) -> Repair.Change {
    guard let condition = service.section.text("depends_on", dependency.service, "condition") else {
      return .add(to: dependency.key, path: ["condition"], value: .text("service_healthy"))
    }
    let written = service.section.node["depends_on"]?.mapping?.pair(dependency.service)?.keySpan
    if condition.node.span != written { return .replace(condition.key, value: .text("service_healthy")) }
    let conditions = service.dependencies.map { other in
      Repair.Value.Pair(other.service, .mapping([.init("condition", .text(Self.condition(other, project)))]))
    }
    return .replace(service.section.key(of: "depends_on"), value: .mapping(conditions))
  }

  private static func condition(_ dependency: Dependency, _ project: Project) -> String {
    guard dependency.condition == .started, let check = project.service(dependency.service)?.healthCheck
    else {
      return dependency.condition.rawValue
    }
    switch check.test {
    case .command, .shell: return "service_healthy"
    case .disabled, .ofImage: return dependency.condition.rawValue
    }
  }
}
