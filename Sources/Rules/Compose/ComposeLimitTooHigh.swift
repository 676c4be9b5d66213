import Compose
import Findings
import Policies

extension Rule {
  static let composeLimitTooHigh = Rule(
    id: "compose-limit-too-high",
    summary: "A service may take more than the policy lets it.",
    why: """
      What services may take together is what the host must have. A limit above the one that was agreed, or none \
      where one is required, lets one service take what others were promised.
      """,
    fix: "Lower the limit to what the policy allows, or change the policy where the need is real.",
    severity: .medium, confidence: .certain,
    references: [.cwe(770), .nist("4.4.4")],
    triggering: [
      .compose(
        "each kind of limit, by service, image and role",
        """
        # policy:
        compose:
          limits:
            - {role: cache, memory: {max: 64m}}
            - {service: "api*", cpus: {max: 1}, pids: {max: 200}, required: true}
            - {log-size: {max: 50MB}, replicas: {max: 2}}
        # file: compose.yaml
        services:
          redis:
            image: redis:7
            mem_limit: ▶128m
          api-1:
            image: api:1
            cpus: ▶1.5
            pids_limit: 100
            deploy: {replicas: ▶3}
          ▶api-2:
            image: api:1
            cpus: 0.5
            logging: {options: {max-size: ▶20m, max-file: "3"}}
        """)
    ],
    silent: [
      .compose(
        "limits that hold, limits for others, and what only the run time knows",
        """
        # policy:
        compose:
          limits:
            - {role: cache, memory: {max: 64m}}
            - {image: postgres, memory: {max: 2g}}
            - {log-size: {max: 50MB}, required: true}
        # file: compose.yaml
        services:
          redis:
            image: redis:7
            mem_limit: 67108864
            logging: {options: {max-size: 10m, max-file: "5"}}
          db:
            image: registry.example/postgres:16
            deploy: {resources: {limits: {memory: 2gb}}}
            logging: {driver: syslog}
          web:
            image: web:1
            mem_limit: 8g
            logging: {options: {max-size: "${SIZE}"}}
          unbounded:
            image: memcached:1
            logging: {driver: local}
        """)
    ],
    check: .service { service, project, policy in
      guard service.hasContainers else { return [] }
      return LimitedResource.allCases.compactMap { resource in
        let (bounds, isRequired) = policy.compose.bounds(resource.bounds, of: service, in: project)
        guard let limit = BreachedLimit(resource, service, bounds, isRequired: isRequired) else { return nil }
        return limit.tooHigh.map {
          Match(
            limit.place, $0, subject: "\(resource)",
            repair: bounds.maximum.flatMap { resource.repair(to: $0, of: service, in: project) }
              .map { .unsafe($0, resource.risk) })
        }
      }
    })
}
