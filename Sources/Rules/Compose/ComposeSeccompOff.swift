import Compose
import Findings

extension Rule {
  static let composeSeccompOff = Rule(
    id: "compose-seccomp-off",
    summary: "A service runs without a seccomp profile.",
    why: """
      The default profile blocks about forty system calls, among them those that most container escapes need.
      """,
    fix: """
      Remove `seccomp:unconfined` from `security_opt`; if the default profile is too narrow, write your own \
      and set `seccomp:FILE`.
      """,
    severity: .high, confidence: .certain,
    references: [.cis("5.22"), .cwe(693)],
    triggering: [
      .compose(
        "switched off with either separator",
        """
        services:
          a:
            image: a:1
            security_opt:
              - ▶seccomp:unconfined
              - no-new-privileges:true
          b:
            image: b:1
            security_opt: [▶"seccomp=unconfined"]
        """)
    ],
    silent: [
      .compose(
        "a custom profile",
        """
        services:
          a:
            image: a:1
            security_opt: ["seccomp:mine", "other:unconfined"]
        """)
    ],
    check: .service { service, _, _ in service.options("seccomp", "unconfined", switchOff: "seccomp") })
}
