import Compose
import Findings

extension Rule {
  static let composeNoRestart = Rule(
    id: "compose-no-restart",
    summary: "A service stays down after a crash or a restart of the host.",
    why: "Without a restart policy the engine starts a container once and leaves it stopped after it exits.",
    fix: "Set `restart: unless-stopped`, or `restart: \"no\"` for a service that should run once.",
    severity: .note, confidence: .certain,
    references: [.cis("5.15")],
    triggering: [
      .compose(
        "no restart policy",
        """
        services:
          ▶web:
            image: web:1
        """)
    ],
    silent: [
      .compose(
        "a policy in either key, a job, and a service of a profile",
        """
        services:
          web:
            image: web:1
            restart: unless-stopped
            depends_on: {migrate: {condition: service_completed_successfully}}
          api:
            image: api:1
            deploy: {restart_policy: {condition: on-failure, max_attempts: 5}}
          migrate:
            image: api:1
          once:
            image: api:1
            restart: "no"
          tool:
            image: api:1
            profiles: [tools]
        """)
    ],
    check: .service { service, project, _ in
      guard service.saysWhatRuns, service.profiles.isEmpty, !service.runsOnce else { return [] }
      if service.section.has("restart") || service.section.field("deploy", "restart_policy") != nil {
        return []
      }
      if project.target == .swarm { return [] }
      return [
        Match(service.place, "Service \(service.name) has no restart policy, so it stays down after a crash.")
      ]
    })
}
