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
          db:
            image: db:1
            ▶healthcheck: {interval: 5s}
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
        """)
    ],
    check: .service { service, _, _ in
      guard service.saysWhatRuns, !service.runsOnce, service.healthCheck?.test ?? .ofImage == .ofImage else {
        return []
      }
      let place = service.healthCheck.map { SymbolicLocation.compose(key: $0.key) } ?? service.place
      let what = service.healthCheck == nil ? "no health check" : "a health check without a test"
      var match = Match(
        place, "Service \(service.name) defines \(what), so it has one only if its image does.")
      match.facts = [Fact(.healthCheck, .compose(key: service.key))]
      return [match]
    })
}
