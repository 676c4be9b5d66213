import Compose
import Findings
import Policies

extension Rule {
  static let composeEndlessRestart = Rule(
    id: "compose-endless-restart",
    summary: "A service is started again more often than the policy lets it.",
    why: """
      A service that cannot start takes the host's time with each new try, and hides from those who look after it \
      that it fails.
      """,
    fix: "Set `restart: on-failure:5`, or the number that the policy names (compose.max-restarts).",
    severity: .low, confidence: .certain,
    references: [.cis("5.15"), .cwe(770)],
    triggering: [
      .compose(
        "always, without a number, or too often",
        """
        services:
          a:
            image: a:1
            restart: ▶always
          b:
            image: b:1
            restart: ▶unless-stopped
          c:
            image: c:1
            restart: ▶on-failure
          d:
            image: d:1
            restart: ▶on-failure:10
          e:
            image: e:1
            deploy:
              restart_policy: {condition: on-failure, max_attempts: ▶20}
          f:
            image: f:1
            restart: "no"
            deploy:
              restart_policy:
                condition: ▶any
        # policy:
        compose: {max-restarts: 5}
        """),
      .compose(
        "Swarm, which counts the attempts of every condition and reads no restart",
        """
        # target: swarm
        services:
          a:
            image: a:1
            restart: always
            deploy:
              restart_policy: {condition: any, max_attempts: 5}
          b:
            image: b:1
            deploy:
              restart_policy:
                condition: ▶on-failure
        # policy:
        compose: {max-restarts: 5}
        """),
    ],
    silent: [
      .compose(
        "a number, no restart, and what runs once",
        """
        services:
          a:
            image: a:1
            restart: on-failure:5
          b:
            image: b:1
            restart: "no"
          c:
            image: c:1
          d:
            image: d:1
            restart: always
            deploy:
              restart_policy: {condition: on-failure, max_attempts: 3}
          e:
            image: e:1
            restart: ${RESTART}
        # policy:
        compose: {max-restarts: 5}
        """),
      .compose(
        "a policy that names no number",
        """
        services:
          a:
            image: a:1
            restart: always
        """),
    ],
    check: .service { service, project, policy in
      guard let most = policy.compose.maximumRestarts, service.hasContainers,
        let restart = RestartPolicy(service, in: project), !restart.field.isUnknown
      else { return [] }
      guard let attempts = restart.attempts else {
        return [
          Match(
            restart.field.place,
            "Service \(service.name) is started again without end (\(restart.name)); the policy lets it \(most) times."
          )
        ]
      }
      guard attempts > most else { return [] }
      return [
        Match(
          restart.field.place,
          "Service \(service.name) is started again \(attempts) times; the policy lets it \(most) times.")
      ]
    })
}

/// How often a service is started again.
private struct RestartPolicy {
  /// As the file calls it.
  let name: String
  /// Where it stands.
  let field: Field<Node>
  /// nil without end.
  let attempts: Int?

  /// nil where the service is not started again.
  init?(_ service: Service, in project: Project) {
    if let stated = service.section.field("deploy", "restart_policy") {
      // What `deploy` says takes the place of `restart`.
      let condition = service.section.text("deploy", "restart_policy", "condition")
      let most = service.section.integer("deploy", "restart_policy", "max_attempts")
      name = condition?.value ?? "any"
      if name == "none" || name == "no" { return nil }
      let counts = name == "on-failure" || project.target == .swarm
      attempts = counts ? most.flatMap { $0.value > 0 ? $0.value : nil } : nil
      let place = attempts == nil ? condition?.key : most?.key
      field = place.map { Field(stated.node, key: $0, node: stated.node) } ?? stated
      return
    }
    guard project.target == .compose, let own = service.section.field("restart"), let text = own.node.text
    else { return nil }
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    name = parts.first ?? ""
    if name.isEmpty || name == "no" || name == "false" { return nil }
    field = own
    let number = parts.count > 1 ? Int(parts[1]) : nil
    attempts = name == "on-failure" ? number.flatMap { $0 > 0 ? $0 : nil } : nil
  }
}
