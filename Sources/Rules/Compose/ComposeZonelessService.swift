import Compose
import Findings

extension Rule {
  static let composeZonelessService = Rule(
    id: "compose-zoneless-service",
    summary: "A service is in none of the policy's zones.",
    why: "The policy says nothing of whom it may reach, so no way through it is checked.",
    fix: "Put it in a zone by its name, its role or its networks.",
    severity: .low, confidence: .certain,
    references: [.cwe(1173)],
    triggering: [
      .compose(
        "a service that nothing puts anywhere",
        """
        # policy:
        zones:
          app: {services: "api*"}
          data: {roles: data-store}
        # file: compose.yaml
        services:
          api:
            image: api:1
          ▶tool:
            image: tool:1
        """)
    ],
    silent: [
      .compose(
        "by name, by role, by network",
        """
        # policy:
        zones:
          app: {services: "api*", reaches: [data, rest]}
          data: {roles: data-store}
          rest: {networks: default}
        # file: compose.yaml
        services:
          api:
            image: api:1
          db:
            image: postgres:16
          tool:
            image: tool:1
        """)
    ],
    check: .compose { project, policy in
      guard let map = ZoneMap(project, policy, project.graph) else { return [] }
      return project.services.filter { $0.hasContainers && !map.hasZone(service: $0.name) }.map { service in
        Match(
          service.place,
          "Service \(service.name) is in no zone of the policy, so nothing says whom it may reach.")
      }
    })
}
