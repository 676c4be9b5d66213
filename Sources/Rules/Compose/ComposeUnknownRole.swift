import Compose
import Findings

extension Rule {
  static let composeUnknownRole = Rule(
    id: "compose-unknown-role",
    summary: "A label gives a service a role that there is not.",
    why: "What a policy says of the role that was meant does not hold for the service, and nobody notices.",
    fix: "Correct the label `imgcheck.role`, or take it away.",
    severity: .low, confidence: .certain,
    references: [.cwe(1173)],
    triggering: [
      .compose(
        "a word that is no role",
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
        "a role, and other labels",
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
          "Service \(service.name) has the role \"\(role.value)\", which there is not: there are \(known).",
          subject: role.value)
      ]
    })
}
