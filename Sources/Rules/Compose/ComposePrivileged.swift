import Compose
import Findings

extension Rule {
  static let composePrivileged = Rule(
    id: "compose-privileged",
    summary: "A service runs privileged.",
    why: """
      A privileged container has every capability and every device, and runs without seccomp and AppArmor \
      profiles. Whoever takes it over owns the host.
      """,
    fix: """
      Remove `privileged: true`, and grant the one capability or device that is needed with `cap_add` or \
      `devices`.
      """,
    severity: .critical, confidence: .certain,
    references: [
      .cis("5.2"), .cis("5.3"), .cis("5.4"), .cis("5.5"), .cis("5.18"), .cis("5.22"), .cis("5.26"), .cwe(250),
      .nist("4.4.3"),
    ],
    triggering: [
      .compose(
        "every spelling that Compose reads as true",
        """
        services:
          agent:
            image: agent:1
            privileged: ▶true
          other:
            image: agent:1
            privileged: ▶"yes"
          third:
            image: agent:1
            privileged: ▶${PRIVILEGED:-true}
        """)
    ],
    silent: [
      .compose(
        "one device instead",
        """
        services:
          agent:
            image: agent:1
            privileged: false
            devices: ["/dev/ttyUSB0"]
        """)
    ],
    check: .service { service, _, _ in
      guard let field = service.section.boolean("privileged"), field.value else { return [] }
      return [
        Match(field.place, "Service \(service.name) runs privileged, which amounts to root on the host.")
      ]
    })
}
