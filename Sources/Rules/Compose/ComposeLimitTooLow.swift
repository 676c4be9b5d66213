import Compose
import Findings
import Policies

extension Rule {
  static let composeLimitTooLow = Rule(
    id: "compose-limit-too-low",
    summary: "A service gets less of a resource than the policy requires.",
    why: """
      The kernel kills a container that reaches its memory limit, a container with too little CPU answers \
      late, and a browser with too little shared memory crashes. All of this happens under load.
      """,
    fix: "Set the limit, reservation or number of replicas to at least the policy's minimum.",
    severity: .medium, confidence: .certain,
    references: [.cwe(400)],
    triggering: [
      .compose(
        "a limit, a reservation and the engine's default below the minimum",
        """
        # policy:
        compose:
          limits:
            - {service: api, memory: {min: 1536MiB}, cpus: {min: 1.5}, replicas: {min: 2}}
            - {role: test, shm-size: {min: 2g}}
            - {service: web, reserved-memory: {min: 512m}, reserved-cpus: {min: 0.5}, required: true}
        # file: compose.yaml
        services:
          ▶api:
            image: api:1
            mem_limit: ▶1g
            cpus: ▶1
          ▶browser:
            image: selenium/standalone-chrome:4
          ▶web:
            image: web:1
            deploy: {resources: {reservations: {memory: ▶256m}}}
        """)
    ],
    silent: [
      .compose(
        "enough of each resource, and no limit at all",
        """
        # policy:
        compose:
          limits:
            - {service: api, memory: {min: 1536MiB}, reserved-memory: {min: 1g}}
            - {role: test, shm-size: {min: 2g}}
        # file: compose.yaml
        services:
          api:
            image: api:1
            mem_limit: 1.5g
          browser:
            image: selenium/standalone-chrome:4
            shm_size: 2gb
          shared:
            image: selenium/standalone-chrome:4
            ipc: host
          other:
            image: other:1
            mem_limit: 64m
        """)
    ],
    check: .service { service, project, policy in
      guard service.hasContainers else { return [] }
      return LimitedResource.allCases.compactMap { resource in
        let (bounds, isRequired) = policy.compose.bounds(resource.bounds, of: service, in: project)
        guard let limit = BreachedLimit(resource, service, bounds, isRequired: isRequired) else { return nil }
        return limit.tooLow.map {
          Match(
            limit.place, $0, subject: "\(resource)",
            repair: bounds.minimum.flatMap { resource.repair(to: $0, of: service, in: project) }
              .map { resource.raised($0, of: service) })
        }
      }
    })
}
