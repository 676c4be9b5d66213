import Compose
import Findings

extension Rule {
  static let composeBareException = Rule(
    id: "compose-bare-exception",
    summary: "An exception in a compose file gives no reason.",
    why: """
      Without a reason nobody can judge later whether the exception still holds. It stays forever and hides \
      the next mistake too.
      """,
    fix: "Write the reason after the rule: `# imgcheck: allow[rule] reason until 2026-12-31`.",
    severity: .low, confidence: .certain,
    references: [.cwe(1116)],
    triggering: [
      .compose(
        "an exception without a reason",
        """
        services:
          app:
            image: app:1
            privileged: true ▶# imgcheck: allow[compose-privileged]
        """)
    ],
    silent: [
      .compose(
        "an exception with a reason, and text that only looks like one",
        """
        services:
          app:
            image: app:1
            # imgcheck: allow[compose-privileged] the driver needs it until 2026-12-31
            privileged: true
            command: "echo # imgcheck: allow[x]"
        """)
    ],
    check: .compose { project, _ in
      project.suppressions.enumerated().filter { $0.element.reason.isEmpty }.map { index, suppression in
        Match(
          .compose(key: project.key(ofException: index)),
          "The exception for \(suppression.rules.joined(separator: ", ")) gives no reason.",
          subject: suppression.rules.joined(separator: ","))
      }
    })
}
