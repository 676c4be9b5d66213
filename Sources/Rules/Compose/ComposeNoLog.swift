import Compose
import Findings

extension Rule {
  static let composeNoLog = Rule(
    id: "compose-no-log",
    summary: "A service's log is switched off.",
    why: "After an attack or a crash nobody can reconstruct what happened.",
    fix: "Remove `driver: none`, and limit the log's size with `max-size` instead.",
    severity: .low, confidence: .certain,
    references: [.cwe(778)],
    triggering: [
      .compose(
        "no log",
        """
        services:
          a:
            image: a:1
            logging: {driver: ▶none}
        """)
    ],
    silent: [
      .compose(
        "a small log",
        """
        services:
          a:
            image: a:1
            logging: {driver: local}
        """)
    ],
    check: .service { service, _, _ in
      guard let driver = service.section.text("logging", "driver"), driver.value == "none" else { return [] }
      return [Match(driver.place, "Service \(service.name) keeps no log (logging driver none).")]
    })
}
