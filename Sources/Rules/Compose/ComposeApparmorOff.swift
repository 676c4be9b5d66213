import Compose
import Findings

extension Rule {
  static let composeApparmorOff = Rule(
    id: "compose-apparmor-off",
    summary: "A service runs without its AppArmor profile.",
    why: "The default profile keeps a container from writing to kernel settings and from mounting.",
    fix:
      "Remove the option; where the default profile is too narrow, allow what is missing in one of your own.",
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
        "a profile of one's own",
        """
        services:
          a:
            image: a:1
            security_opt: ["apparmor:mine", "other:unconfined"]
        """)
    ],
    check: .service { service, _, _ in
      service.securityOptions.filter { $0.name == "apparmor" && $0.value == "unconfined" }.map { option in
        Match(option.field.place, "Service \(service.name) switches its AppArmor profile off.")
      }
    })
}
