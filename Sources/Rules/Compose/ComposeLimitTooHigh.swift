import Compose
import Findings
import Policies

extension Rule {
  static let composeLimitTooHigh = Rule(
    id: "compose-limit-too-high",
    summary: "A service's limit is above the policy's maximum, or missing where the policy requires one.",
    why: """
      The host must provide what all services together may use. A limit above the agreed maximum, or a missing \
      one, lets one service take what was meant for others.
      """,
    fix: """
      Set the limit to a value that the policy allows, or raise the policy's maximum if the service needs \
      more.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(770), .nist("4.4.4")],
    triggering: [
      .compose(
        "each kind of limit, for a service, an image and a role",
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
        """),
      .compose(
        "a limit that is too many times its reservation, and one without a reservation",
        """
        # policy:
        compose:
          limits:
            - {memory-ratio: {max: 2}, cpus-ratio: {max: 1.5}}
            - {service: db, memory-ratio: {max: 4}, required: true}
        # file: compose.yaml
        services:
          api:
            image: api:1
            deploy:
              resources:
                limits: {memory: ▶3g, cpus: ▶"2"}
                reservations: {memory: 1g, cpus: "0.5"}
          ▶db:
            image: postgres:16
            mem_limit: 1g
        """),
    ],
    silent: [
      .compose(
        "limits that are near their reservations, and limits without a reservation",
        """
        # policy:
        compose:
          limits: [{memory-ratio: {max: 2}, cpus-ratio: {min: 1}}]
        # file: compose.yaml
        services:
          api:
            image: api:1
            mem_limit: 2g
            mem_reservation: 1024m
            cpus: 1
            deploy: {resources: {reservations: {memory: 1024m, cpus: "1"}}}
          web:
            image: web:1
            mem_limit: 8g
        """),
      .compose(
        "limits within bounds, bounds for other services, and values known only at run time",
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
        """),
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
