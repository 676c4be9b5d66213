import Compose
import Findings

extension Rule {
  static let composeUnlimitedSwap = Rule(
    id: "compose-unlimited-swap",
    summary: "A service may swap without limit, or its swap limit cannot work.",
    why: """
      `memswap_limit` is memory and swap together: -1 lets a service push the host into swapping, a value below the \
      memory limit keeps it from starting, and without a memory limit the engine refuses it.
      """,
    fix: "Set `memswap_limit` to the memory limit for no swap at all, or remove it.",
    severity: .low, confidence: .certain,
    references: [.cis("5.11"), .cwe(770)],
    triggering: [
      .compose(
        "unlimited, too small, or alone",
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
        return [Match(swap.place, "Service \(service.name) may swap without limit.")]
      }
      guard memory > 0 else {
        return [
          Match(
            swap.place, "The swap limit of service \(service.name) needs a memory limit.", severity: .medium)
        ]
      }
      guard swap.value.bytes < memory else { return [] }
      return [
        Match(
          swap.place, "The swap limit of service \(service.name), \(swap.value), is below its memory limit.",
          severity: .medium)
      ]
    })
}
