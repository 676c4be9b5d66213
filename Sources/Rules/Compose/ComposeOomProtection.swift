import Compose
import Findings

extension Rule {
  static let composeOomProtection = Rule(
    id: "compose-oom-protection",
    summary: "The kernel spares a service when memory runs out.",
    why: """
      When memory runs out, the kernel kills other processes instead, the engine among them. Without a memory \
      limit one leak can stop the host.
      """,
    fix: "Remove `oom_kill_disable` or the negative `oom_score_adj`, and set a memory limit.",
    severity: .medium, confidence: .certain,
    references: [.cis("5.11"), .cwe(770)],
    triggering: [
      .compose(
        "a service that is never killed, and one that is killed late",
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
        "services that are killed like any other, or first",
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
            field.place,
            "Service \(service.name) is never killed when memory runs out (oom_kill_disable: true).",
            severity: limit > 0 ? nil : .high))
      }
      if let field = service.section.integer("oom_score_adj"), field.value < 0 {
        matches.append(
          Match(
            field.place,
            "Service \(service.name) is killed later than others when memory runs out (oom_score_adj: \(field.value)).",
            severity: .low))
      }
      return matches
    })
}
