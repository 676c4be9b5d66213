import Compose
import Findings

extension Rule {
  static let composeApparmorOff = Rule(
    id: "compose-apparmor-off",
    summary: "A service runs without an AppArmor profile.",
    why:
      "The default profile keeps a container from mounting file systems and from writing to kernel settings.",
    fix: """
      Remove `apparmor:unconfined` from `security_opt`; if the default profile is too narrow, load your own \
      and set `apparmor:NAME`.
      """,
    severity: .high, confidence: .certain,
    references: [.cis("5.2"), .cwe(693)],
    triggering: [
      .compose(
        "switched off with either separator",
        """
        services:
          a:
            image: a:1
            security_opt:
              - ▶apparmor:unconfined
              - no-new-privileges:true
          b:
            image: b:1
            security_opt: [▶"apparmor=unconfined"]
        """)
    ],
    silent: [
      .compose(
        "a custom profile",
        """
        services:
          a:
            image: a:1
            security_opt: ["apparmor:mine", "other:unconfined"]
        """)
    ],
    check: .service { service, _, _ in service.options("apparmor", "unconfined", switchOff: "AppArmor") })
}
