import Compose
import Findings

extension Rule {
  static let composeHealthCheckOff = Rule(
    id: "compose-health-check-off",
    summary: "A service switches its image's health check off.",
    why: "Nobody notices when the service still runs but no longer answers.",
    fix: "Remove `disable: true` or `test: NONE`, or define a `healthcheck` that fits this service.",
    severity: .low, confidence: .certain,
    references: [.cis("5.27")],
    triggering: [
      .compose(
        "each way to switch the check off",
        """
        services:
          a:
            image: a:1
            healthcheck: {disable: ▶true}
          b:
            image: b:1
            healthcheck:
              ▶test: [NONE]
          c:
            image: c:1
            healthcheck:
              test: ▶NONE
        """)
    ],
    silent: [
      .compose(
        "a check, and a job without one",
        """
        services:
          a:
            image: a:1
            healthcheck: {disable: false, test: curl localhost}
          b:
            image: b:1
            restart: "no"
            healthcheck: {disable: true}
        """)
    ],
    check: .service { service, _, _ in
      guard let check = service.healthCheck, check.test == .disabled, !service.runsOnce else {
        return []
      }
      return [Match(.compose(key: check.key), "Service \(service.name) switches its health check off.")]
    })
}
