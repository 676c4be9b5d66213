import Compose
import Findings

extension Rule {
  static let composeNoHealthCheck = Rule(
    id: "compose-no-health-check",
    summary: "A service states no health check.",
    why:
      "The engine only sees that a process runs, not that it answers; what depends on it cannot wait for it.",
    fix: "Add a `healthcheck` with a program that is in the image.",
    severity: .note, confidence: .tentative,
    references: [.cis("5.27")],
    triggering: [
      .compose(
        "nothing said",
        """
        services:
          ▶web:
            image: web:1
        """)
    ],
    silent: [
      .compose(
        "a check, and a job that needs none",
        """
        services:
          web:
            image: web:1
            healthcheck: {test: [CMD, /app, health]}
            depends_on: {migrate: {condition: service_completed_successfully}}
          migrate:
            image: web:1
          db:
            image: db:1
            healthcheck: {interval: 5s}
        """)
    ],
    check: .service { service, _, _ in
      guard service.hasContainers, service.healthCheck == nil, !service.runsOnce else {
        return []
      }
      var match = Match(
        service.place, "Service \(service.name) states no health check; only its image could have one.")
      match.facts = [Fact(.healthCheck, .compose(key: service.key))]
      return [match]
    })
}
