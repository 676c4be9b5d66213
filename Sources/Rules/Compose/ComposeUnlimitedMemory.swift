import Compose
import Findings
import Policies

extension Rule {
  static let composeUnlimitedMemory = Rule(
    id: "compose-unlimited-memory",
    summary: "A service has no memory limit.",
    why: """
      One leak can take all memory of the host. The kernel then kills processes of its choice, the engine \
      among them.
      """,
    fix: "Set `deploy.resources.limits.memory` or `mem_limit` to the most that the service needs.",
    severity: .low, confidence: .certain,
    references: [.cis("5.11"), .cwe(770), .nist("4.4.4")],
    triggering: [
      .compose(
        "a limit missing, zero or unlimited, and a reservation only",
        """
        services:
          ▶a:
            image: a:1
          b:
            image: b:1
            mem_limit: ▶0
          c:
            image: c:1
            mem_limit: ▶${MEM:-0}
          ▶d:
            image: d:1
            deploy: {resources: {reservations: {memory: 1g}}}
        """)
    ],
    silent: [
      .compose(
        "a limit in either key, and a value known only at run time",
        """
        version: "3.8"
        services:
          a:
            image: a:1
            mem_limit: 512m
          b:
            image: b:1
            deploy: {resources: {limits: {memory: 1gb}}}
          later:
            image: b:1
            deploy: {resources: {limits: {memory: "${LIMIT}"}}}
          c:
            image: c:1
            mem_limit: ${MEM}
        """)
    ],
    check: .service { service, project, policy in
      guard service.saysWhatRuns, !policy.compose.requires(.memory, of: service, in: project) else {
        return []
      }
      let limit = service.resources.memory.effective
      if limit.map({ $0.isUnknown || $0.value.bytes > 0 }) ?? false { return [] }
      let stated = [
        service.section.field("mem_limit"), service.section.field("deploy", "resources", "limits", "memory"),
      ]
      if stated.contains(where: { $0?.isUnknown == true }) { return [] }
      let isNone = limit == nil
      let repair = policy.compose.repairedMemory(of: service, in: project).map { value in
        Repair.unsafe(
          .limit(limit, own: "mem_limit", twin: "memory", value: value, of: service, in: project), .memory)
      }
      return [
        Match(
          limit?.place ?? service.place,
          isNone
            ? "Service \(service.name) has no memory limit."
            : "The memory limit of service \(service.name) is switched off (\(limit?.node.text ?? "")).",
          severity: isNone && service.runsOnce ? .note : nil, repair: repair)
      ]
    })
}
