import Compose
import Findings

extension Rule {
  static let composeNoHealthCheck = Rule(
    id: "compose-no-health-check",
    summary: "A service defines no health check.",
    why: """
      The engine sees only that a process runs, not that it answers. Services that depend on this one cannot \
      wait until it is ready.
      """,
    fix: "Add a `healthcheck` with a program that is in the image.",
    severity: .note, confidence: .tentative,
    references: [.cis("5.27")],
    triggering: [
      .compose(
        "no health check",
        """
        services:
          ▶web:
            image: web:1
        """)
    ],
    silent: [
      .compose(
        "a check, and a job that does not need one",
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
        service.place,
        "Service \(service.name) defines no health check, so it has one only if its image does.")
      match.facts = [Fact(.healthCheck, .compose(key: service.key))]
      return [match]
    })
}
