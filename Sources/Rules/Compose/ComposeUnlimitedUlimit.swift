import Compose
import Findings

extension Rule {
  static let composeUnlimitedUlimit = Rule(
    id: "compose-unlimited-ulimit",
    summary: "A service sets a ulimit to unlimited.",
    why: """
      Unlimited processes, open files, signals or messages let one service use up what the whole host has. \
      Unlimited core dumps write memory, with its secrets, to disk; unlimited priorities let the service \
      starve all others.
      """,
    fix: "Set a number, for example `nofile: 65536`.",
    severity: .low, confidence: .certain,
    references: [.cis("5.19"), .cwe(770)],
    triggering: [
      .compose(
        "unlimited resources",
        """
        services:
          app:
            image: app:1
            ulimits:
              nproc: ▶-1
              core:
                soft: 0
                hard: ▶-1
              nofile: ▶-1
              rtprio: ▶-1
        """)
    ],
    silent: [
      .compose(
        "numbers, locked memory, and resources that no system limits by default",
        """
        services:
          app:
            image: app:1
            ulimits:
              nofile: {soft: 65536, hard: 65536}
              memlock: -1
              cpu: -1
              fsize: -1
              nproc: ${PROCESSES}
        """)
    ],
    check: .service { service, _, _ in
      service.section.entries("ulimits").compactMap { name, field in
        guard Ulimit.limitedByDefault.contains(name), !field.isUnknown else { return nil }
        let limits = Section(field.value, key: field.key)
        let hard =
          limits.integer("hard")
          ?? field.node.scalar?.integer.map { Field($0, key: field.key, node: field.node) }
        guard let hard, hard.value < 0 else { return nil }
        return Match(
          hard.place, "Service \(service.name) sets the ulimit \(name) to unlimited.", subject: name)
      }
    })
}

private enum Ulimit {
  /// Limits that mean something: what a system does not limit by itself (time, file sizes, address space) is no
  /// looser for saying so, and memory that may be locked is bounded by the memory limit.
  static let limitedByDefault: Set<String> = [
    "core", "msgqueue", "nice", "nofile", "nproc", "rtprio", "sigpending",
  ]
}
