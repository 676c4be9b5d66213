import Compose
import Findings

extension Rule {
  static let composeAnyDevice = Rule(
    id: "compose-any-device",
    summary: "A device rule lets a service use every device of a kind.",
    why: """
      A rule with `*` as the major number, or for all block devices, lets the container create and open a node \
      for any of them, disks included.
      """,
    fix: """
      Remove the rule, or limit it to the major number of the one character device that the service needs, for \
      example `c 188:* rmw`.
      """,
    severity: .high, confidence: .certain,
    references: [.cis("5.18"), .cwe(250)],
    triggering: [
      .compose(
        "all devices, and all disks",
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
          field.place,
          "Service \(service.name) may use every device that its rule \"\(field.value)\" matches.",
          severity: kind == "c" ? .medium : nil)
      }
    })
}
