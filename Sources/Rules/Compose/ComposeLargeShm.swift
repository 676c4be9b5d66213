import Compose
import Findings

extension Rule {
  static let composeLargeShm = Rule(
    id: "compose-large-shm",
    summary: "A service's shared memory is larger than its memory limit.",
    why: "What is written to `/dev/shm` counts as memory: the service is ended long before the size is used.",
    fix: "Raise the memory limit above `shm_size`, or lower `shm_size`.",
    severity: .medium, confidence: .certain,
    references: [.cwe(770)],
    triggering: [
      .compose(
        "more than there is",
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
        "room for both",
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
          "Service \(service.name) has \(size.value) of shared memory, but may use \(limit.value) in all.",
          related: [Match.Related(limit.place, "the memory limit")])
      ]
    })
}
