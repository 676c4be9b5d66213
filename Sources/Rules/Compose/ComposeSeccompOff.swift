import Compose
import Findings

extension Rule {
  static let composeSeccompOff = Rule(
    id: "compose-seccomp-off",
    summary: "A service runs without its seccomp profile.",
    why:
      "Seccomp keeps some forty system calls from containers, among them those that most container escapes need.",
    fix:
      "Remove the option; where the default profile is too narrow, allow what is missing in one of your own.",
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
        "a profile of one's own",
        """
        services:
          a:
            image: a:1
            security_opt: ["seccomp:mine", "other:unconfined"]
        """)
    ],
    check: .service { service, _, _ in
      service.securityOptions.filter { $0.name == "seccomp" && $0.value == "unconfined" }.map { option in
        Match(option.field.place, "Service \(service.name) switches its seccomp profile off.")
      }
    })
}
