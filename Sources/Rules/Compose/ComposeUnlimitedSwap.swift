import Compose
import Findings

extension Rule {
  static let composeUnlimitedSwap = Rule(
    id: "compose-unlimited-swap",
    summary: "A service can swap without limit, or its swap limit is invalid.",
    why: """
      `memswap_limit` is memory and swap together. With -1 a service can push the host into swapping. A value \
      below the memory limit keeps the service from starting, and the engine refuses one without a memory \
      limit.
      """,
    fix: "Set `memswap_limit` to the memory limit to disable swap, or remove it.",
    severity: .low, confidence: .certain,
    references: [.cis("5.11"), .cwe(770)],
    triggering: [
      .compose(
        "a swap limit that is unlimited, too small, or without a memory limit",
        """
        services:
          a:
            image: a:1
            mem_limit: 1g
            memswap_limit: ▶-1
          b:
            image: b:1
            mem_limit: 1g
            memswap_limit: ▶512m
          c:
            image: c:1
            memswap_limit: ▶1g
        """)
    ],
    silent: [
      .compose(
        "no swap",
        """
        services:
          a:
            image: a:1
            mem_limit: 1g
            memswap_limit: 1g
        """)
    ],
    check: .service { service, _, _ in
      guard let swap = service.section.size("memswap_limit"), swap.value.bytes != 0 else { return [] }
      let memory = service.resources.memory.effective?.value.bytes ?? 0
      if swap.value.bytes == -1 {
        return [Match(swap.place, "Service \(service.name) can swap without limit (memswap_limit: -1).")]
      }
      guard memory > 0 else {
        return [
          Match(
            swap.place,
            "Service \(service.name) sets memswap_limit without a memory limit, which the engine refuses.",
            severity: .medium)
        ]
      }
      guard swap.value.bytes < memory else { return [] }
      return [
        Match(
          swap.place,
          "Service \(service.name) has a memswap_limit of \(swap.value), which is below its memory limit.",
          severity: .medium)
      ]
    })
}
