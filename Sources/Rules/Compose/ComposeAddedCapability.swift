import Compose
import Findings
import Policies

extension Rule {
  static let composeAddedCapability = Rule(
    id: "compose-added-capability",
    summary: "A service adds a Linux capability beyond Docker's defaults.",
    why: """
      Each capability is a part of root's power. Some amount to root on the host: they allow mounting file \
      systems, loading kernel modules or reading other processes. A capability in `cap_add` is granted even if \
      `cap_drop` names it too.
      """,
    fix: """
      Remove the capability from `cap_add`, or allow it for this service with `compose.allowed-capabilities` \
      in the policy.
      """,
    severity: .high, confidence: .certain,
    references: [.cis("5.4"), .cwe(250), .nist("4.4.3")],
    triggering: [
      .compose(
        "capabilities beyond the defaults, in any spelling",
        """
        services:
          vpn:
            image: vpn:1
            cap_drop: [ALL]
            cap_add: [▶NET_ADMIN, ▶cap_sys_admin]
          debug:
            image: debug:1
            cap_add:
              - ▶SYS_PTRACE
        """)
    ],
    silent: [
      .compose(
        "all capabilities dropped, and the needed ones added",
        """
        services:
          web:
            image: web:1
            cap_drop: [ALL]
            cap_add: [NET_BIND_SERVICE, CHOWN, SETUID, SETGID]
        """)
    ],
    check: .service { service, project, policy in
      let allowed = policy.compose.allowedCapabilities.filter { $0.selector.fits(service, in: project) }
      return service.section.texts("cap_add").compactMap { field in
        let capability = Capability(field.value)
        guard !field.isUnknown, !capability.isDefault else { return nil }
        guard !allowed.contains(where: { $0.capabilities.contains(capability.name) }) else { return nil }
        let risk = capability.risk
        return Match(
          field.place, "Service \(service.name) adds the capability \(capability.name), which \(risk.power).",
          subject: capability.name, severity: risk.severity)
      }
    })
}
