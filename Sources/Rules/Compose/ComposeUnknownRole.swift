import Compose
import Findings

extension Rule {
  static let composeUnknownRole = Rule(
    id: "compose-unknown-role",
    summary: "The label `imgcheck.role` names an unknown role.",
    why: "What the policy demands for the intended role does not apply to the service, and nobody notices.",
    fix: "Set the label `imgcheck.role` to a known role, or remove it.",
    severity: .low, confidence: .certain,
    references: [.cwe(1173)],
    triggering: [
      .compose(
        "an unknown role",
        """
        services:
          db:
            image: team/db:1
            labels:
              imgcheck.role: ▶database
        """)
    ],
    silent: [
      .compose(
        "a known role, and other labels",
        """
        services:
          db:
            image: team/db:1
            labels: [imgcheck.role=data-store, role=database]
        """)
    ],
    check: .service { service, _, _ in
      guard let role = service.writtenRole, !role.isUnknown, ServiceRole(rawValue: role.value) == nil else {
        return []
      }
      let known = ServiceRole.allCases.map(\.rawValue).joined(separator: ", ")
      return [
        Match(
          role.place,
          "Label imgcheck.role of service \(service.name) names the unknown role \"\(role.value)\"; choose \(known).",
          subject: role.value)
      ]
    })
}
