import Compose
import Findings

extension Rule {
  static let composeLargeShm = Rule(
    id: "compose-large-shm",
    summary: "A service's shared memory is larger than its memory limit.",
    why: """
      Data in `/dev/shm` counts as memory. The kernel kills processes of the service long before the shared \
      memory is full.
      """,
    fix: "Raise the memory limit above `shm_size`, or lower `shm_size`.",
    severity: .medium, confidence: .certain,
    references: [.cwe(770)],
    triggering: [
      .compose(
        "shared memory above the memory limit",
        """
        services:
          browser:
            image: browser:1
            shm_size: ▶2gb
            mem_limit: 1g
        """)
    ],
    silent: [
      .compose(
        "shared memory below the memory limit",
        """
        services:
          browser:
            image: browser:1
            shm_size: 512m
            mem_limit: 2g
        """)
    ],
    check: .service { service, _, _ in
      guard let size = service.section.size("shm_size"), let limit = service.resources.memory.effective else {
        return []
      }
      guard limit.value.bytes > 0, size.value > limit.value else { return [] }
      return [
        Match(
          size.place,
          "Service \(service.name) has \(size.value) of shared memory, but a memory limit of \(limit.value).",
          related: [Match.Related(limit.place, "the memory limit")])
      ]
    })
}
