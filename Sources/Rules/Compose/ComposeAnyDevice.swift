import Compose
import Findings

extension Rule {
  static let composeAnyDevice = Rule(
    id: "compose-any-device",
    summary: "A service may use every device of a kind.",
    why: """
      A rule with `*` for the major number, or for all block devices, lets the container make and open a node for \
      any device, disks included.
      """,
    fix: "Name the major number of the one kind of device that is needed, such as `c 188:* rmw`.",
    severity: .high, confidence: .certain,
    references: [.cis("5.18"), .cwe(250)],
    triggering: [
      .compose(
        "all devices, all disks",
        """
        services:
          app:
            image: app:1
            device_cgroup_rules:
              - ▶"a *:* rwm"
              - ▶"b 8:* rw"
              - ▶"c *:* r"
        """)
    ],
    silent: [
      .compose(
        "one kind of device",
        """
        services:
          app:
            image: app:1
            device_cgroup_rules: ["c 188:* rmw"]
        """)
    ],
    check: .service { service, _, _ in
      service.section.texts("device_cgroup_rules").compactMap { field in
        let parts = field.value.split(separator: " ")
        guard parts.count >= 2, let kind = parts.first else { return nil }
        let isAnyMajor = parts[1].hasPrefix("*")
        guard kind == "a" || kind == "b" || isAnyMajor else { return nil }
        return Match(
          field.place, "Service \(service.name) may use devices by the rule \"\(field.value)\".",
          severity: kind == "c" ? .medium : nil)
      }
    })
}
