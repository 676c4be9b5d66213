import Compose
import Findings

extension Rule {
  static let composeSelinuxOff = Rule(
    id: "compose-selinux-off",
    summary: "A service runs without its SELinux label.",
    why: "The label keeps a container that broke out away from files of the host and of other containers.",
    fix:
      "Remove the option; where the default profile is too narrow, allow what is missing in one of your own.",
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
        "a profile of one's own",
        """
        services:
          a:
            image: a:1
            security_opt: ["label:mine", "other:disable"]
        """)
    ],
    check: .service { service, _, _ in
      service.securityOptions.filter { $0.name == "label" && $0.value == "disable" }.map { option in
        Match(option.field.place, "Service \(service.name) switches its SELinux label off.")
      }
    })
}
