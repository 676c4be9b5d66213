import Compose
import Findings

extension Rule {
  static let composeSelinuxOff = Rule(
    id: "compose-selinux-off",
    summary: "A service runs without an SELinux label.",
    why:
      "The label keeps a container that broke out away from the files of the host and of other containers.",
    fix: """
      Remove `label:disable` from `security_opt`; if the default type is too narrow, set your own with \
      `label:type:NAME`.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("5.3"), .cwe(693)],
    triggering: [
      .compose(
        "switched off with either separator",
        """
        services:
          a:
            image: a:1
            security_opt:
              - ▶label:disable
              - no-new-privileges:true
          b:
            image: b:1
            security_opt: [▶"label=disable"]
        """)
    ],
    silent: [
      .compose(
        "a custom label",
        """
        services:
          a:
            image: a:1
            security_opt: ["label:mine", "other:disable"]
        """)
    ],
    check: .service { service, _, _ in service.options("label", "disable", switchOff: "SELinux") })
}
