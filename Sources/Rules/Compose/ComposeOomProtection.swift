import Compose
import Findings

extension Rule {
  static let composeOomProtection = Rule(
    id: "compose-oom-protection",
    summary: "A service is spared when memory runs out.",
    why: """
      The kernel then ends other processes instead, the engine among them; without a memory limit one leak stops \
      the host.
      """,
    fix: "Remove the key, and give the service a memory limit.",
    severity: .medium, confidence: .certain,
    references: [.cis("5.11"), .cwe(770)],
    triggering: [
      .compose(
        "never ended",
        """
        services:
          app:
            image: app:1
            oom_kill_disable: ▶true
          other:
            image: other:1
            oom_score_adj: ▶-500
        """)
    ],
    silent: [
      .compose(
        "ended like any other, or first",
        """
        services:
          app:
            image: app:1
            oom_kill_disable: false
            oom_score_adj: 500
        """)
    ],
    check: .service { service, _, _ in
      var matches: [Match] = []
      if let field = service.section.boolean("oom_kill_disable"), field.value {
        let limit = service.resources.memory.effective?.value.bytes ?? 0
        matches.append(
          Match(
            field.place, "Service \(service.name) is never ended when memory runs out.",
            severity: limit > 0 ? nil : .high))
      }
      if let field = service.section.integer("oom_score_adj"), field.value < 0 {
        matches.append(
          Match(
            field.place, "Service \(service.name) is spared when memory runs out (\(field.value)).",
            severity: .low))
      }
      return matches
    })
}
