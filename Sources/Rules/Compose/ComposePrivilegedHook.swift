import Compose
import Findings

extension Rule {
  static let composePrivilegedHook = Rule(
    id: "compose-privileged-hook",
    summary: "A lifecycle hook runs privileged.",
    why: """
      A hook under `pre_start`, `post_start` or `pre_stop` with `privileged: true` has every capability, even \
      if the service itself is locked down.
      """,
    fix: "Remove `privileged` from the hook, and prepare files and permissions when the image is built.",
    severity: .high, confidence: .certain,
    references: [.cis("5.5"), .cwe(250)],
    triggering: [
      .compose(
        "a privileged hook",
        """
        services:
          app:
            image: app:1
            post_start:
              - command: chown -R app /data
                privileged: ▶true
        """)
    ],
    silent: [
      .compose(
        "a hook as another user",
        """
        services:
          app:
            image: app:1
            post_start:
              - command: chown -R app /data
                user: root
        """)
    ],
    check: .service { service, _, _ in
      ["pre_start", "post_start", "pre_stop"].flatMap { name in
        service.section.sections(name).compactMap { hook in
          guard let field = hook.boolean("privileged"), field.value else { return nil }
          return Match(field.place, "A \(name) hook of service \(service.name) runs privileged.")
        }
      }
    })
}
