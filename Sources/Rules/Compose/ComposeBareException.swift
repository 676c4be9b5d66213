import Compose
import Findings

extension Rule {
  static let composeBareException = Rule(
    id: "compose-bare-exception",
    summary: "An exception in a compose file gives no reason.",
    why: "Nobody can tell later whether it still holds, so it stays for ever and hides the next mistake too.",
    fix: "Write why after the rule: `# imgcheck: allow[rule] reason until 2026-12-31`.",
    severity: .low, confidence: .certain,
    references: [.cwe(1116)],
    triggering: [
      .compose(
        "no reason",
        """
        services:
          app:
            image: app:1
            privileged: true ▶# imgcheck: allow[compose-privileged]
        """)
    ],
    silent: [
      .compose(
        "a reason, and a text that only looks like an exception",
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
      project.allowances.enumerated().filter { $0.element.reason.isEmpty }.map { index, allowance in
        Match(
          .compose(key: project.key(ofException: index)),
          "The exception for \(allowance.rules.joined(separator: ", ")) gives no reason.",
          subject: allowance.rules.joined(separator: ","))
      }
    })
}
