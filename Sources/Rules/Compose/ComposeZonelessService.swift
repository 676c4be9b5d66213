import Compose
import Findings

extension Rule {
  static let composeZonelessService = Rule(
    id: "compose-zoneless-service",
    summary: "A service is not in any zone of the policy.",
    why: "The policy does not say which services it may reach, so its connections are not checked.",
    fix: "Add the service to a zone by its name, role or network.",
    severity: .low, confidence: .certain,
    references: [.cwe(1173)],
    triggering: [
      .compose(
        "a service without a zone",
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
        "services in a zone by name, role and network",
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
          "Service \(service.name) is not in any zone of the policy, so its connections are not checked.")
      }
    })
}
