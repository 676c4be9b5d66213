import Compose
import Findings

extension Rule {
  static let composeCgroupParent = Rule(
    id: "compose-cgroup-parent",
    summary: "A service chooses its own parent control group.",
    why: "Another parent group can free a container from the limits that the engine sets for all containers.",
    fix: "Remove `cgroup_parent`, or check that the group has limits of its own.",
    severity: .low, confidence: .certain,
    references: [.cis("5.25")],
    triggering: [
      .compose(
        "another parent group",
        """
        services:
          app:
            image: app:1
            cgroup_parent: ▶batch.slice
        """)
    ],
    silent: [
      .compose(
        "the engine's default",
        """
        services:
          app:
            image: app:1
        """)
    ],
    check: .service { service, _, _ in
      guard let field = service.section.text("cgroup_parent"), !field.value.isEmpty else { return [] }
      return [
        Match(
          field.place,
          "Service \(service.name) runs in the control group \(field.value) instead of the engine's.")
      ]
    })
}
