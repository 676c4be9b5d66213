import Compose
import Findings

extension Rule {
  static let composeUnlimitedUlimit = Rule(
    id: "compose-unlimited-ulimit",
    summary: "A resource limit of processes is switched off.",
    why: """
      Unlimited processes let one service fill the host's process table; unlimited core dumps write memory, with \
      its secrets, to disk.
      """,
    fix: "Give a number.",
    severity: .low, confidence: .certain,
    references: [.cis("5.19"), .cwe(770)],
    examples: [
      .compose(
        "no limit at all",
        """
        services:
          app:
            image: app:1
            ulimits:
              nproc: ▶-1
              core:
                soft: 0
                hard: ▶-1
        """),
      .compose(
        "numbers, and memory that search engines must lock",
        """
        services:
          app:
            image: app:1
            ulimits:
              nofile: {soft: 65536, hard: 65536}
              memlock: -1
        """),
    ],
    check: .service { service, _, _ in
      service.section.entries("ulimits").compactMap { name, field in
        guard ["nproc", "core"].contains(name) else { return nil }
        let limits = Section(field.value, key: field.key)
        let hard =
          limits.integer("hard")
          ?? field.node.scalar?.integer.map { Field($0, key: field.key, node: field.node) }
        guard let hard, hard.value < 0 else { return nil }
        return Match(hard.place, "Service \(service.name) has no limit for \(name).", subject: name)
      }
    })
}
