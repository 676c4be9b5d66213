import Compose
import Findings

extension Rule {
  static let composeLimitBelowReservation = Rule(
    id: "compose-limit-below-reservation",
    summary: "A service's limit is lower than its reservation.",
    why: "The engine refuses a memory limit below the reservation, so the service does not start.",
    fix: "Raise the limit, or lower the reservation.",
    severity: .medium, confidence: .certain,
    references: [.cwe(1188)],
    triggering: [
      .compose(
        "limits below the reservation",
        """
        services:
          a:
            image: a:1
            deploy:
              resources:
                limits: {memory: ▶256m, cpus: ▶"0.5"}
                reservations: {memory: 512m, cpus: "1"}
        """)
    ],
    silent: [
      .compose(
        "equal values in different units",
        """
        services:
          a:
            image: a:1
            deploy:
              resources:
                limits: {memory: 1g, cpus: "1"}
                reservations: {memory: 1024m, cpus: "1.0"}
        """)
    ],
    check: .service { service, _, _ in
      let resources = service.resources
      var matches: [Match] = []
      if let limit = resources.memory.effective, let reserved = resources.reservedMemory.effective,
        limit.value.bytes > 0, limit.value < reserved.value
      {
        matches.append(
          Match(
            limit.place,
            "Service \(service.name) has a memory limit of \(limit.value), below its reservation of \(reserved.value).",
            related: [Match.Related(reserved.place, "the reservation")]))
      }
      if let limit = resources.cpus.effective, let reserved = resources.reservedCPUs, limit.value > 0,
        limit.value < reserved.value
      {
        matches.append(
          Match(
            limit.place,
            "Service \(service.name) has a CPU limit of \(limit.value), below its reservation of \(reserved.value).",
            related: [Match.Related(reserved.place, "the reservation")]))
      }
      return matches
    })
}
