import Compose
import Findings
import Policies

extension Rule {
  static let composeEndlessRestart = Rule(
    id: "compose-endless-restart",
    summary: "A service is restarted without limit, or more often than the policy allows.",
    why: """
      A service that cannot start uses the host's time with every attempt, and constant restarts hide the \
      failure from its operators.
      """,
    fix: """
      Set `restart: on-failure:N` (under Swarm `deploy.restart_policy.max_attempts: N`) with N at most \
      `compose.max-restarts` of the policy.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("5.15"), .cwe(770)],
    triggering: [
      .compose(
        "restarts without limit, or too many",
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
        "Swarm, which counts attempts for every condition and ignores `restart`",
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
      .compose(
        "failures without limit, whatever the policy",
        """
        services:
          a:
            image: a:1
            restart: ▶on-failure
        """),
    ],
    silent: [
      .compose(
        "few enough restarts, no restart, and a value known only at run time",
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
        "a policy without a maximum",
        """
        services:
          a:
            image: a:1
            restart: always
        """),
    ],
    check: .service { service, project, policy in
      guard service.hasContainers, let restart = RestartPolicy(service, in: project),
        !restart.field.isUnknown
      else { return [] }
      guard let most = policy.compose.maximumRestarts else {
        // What fails at every start is started for ever; a service that is always wanted is another matter.
        guard restart.name == "on-failure", restart.attempts == nil else { return [] }
        return [
          Match(
            restart.field.place,
            "Service \(service.name) is restarted after every failure without limit (\(restart.name)).",
            severity: .note)
        ]
      }
      guard let attempts = restart.attempts else {
        return [
          Match(
            restart.field.place,
            "Service \(service.name) is restarted without limit (\(restart.name)); the policy allows \(Phrase.count(most, "restart"))."
          )
        ]
      }
      guard attempts > most else { return [] }
      return [
        Match(
          restart.field.place,
          "Service \(service.name) is restarted up to \(attempts) times; the policy allows \(Phrase.count(most, "restart"))."
        )
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
