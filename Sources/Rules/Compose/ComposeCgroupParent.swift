import Compose
import Findings

extension Rule {
  static let composeCgroupParent = Rule(
    id: "compose-cgroup-parent",
    summary: "A service runs in a control group of its own choice.",
    why: "Another parent group can free a container from the limits that the engine set for all containers.",
    fix: "Remove `cgroup_parent`, or make sure that the group has limits.",
    severity: .low, confidence: .certain,
    references: [.cis("5.25")],
    triggering: [
      .compose(
        "another parent",
        """
        services:
          app:
            image: app:1
            cgroup_parent: ▶batch.slice
        """)
    ],
    silent: [
      .compose(
        "the engine's choice",
        """
        services:
          app:
            image: app:1
        """)
    ],
    check: .service { service, _, _ in
      guard let field = service.section.text("cgroup_parent"), !field.value.isEmpty else { return [] }
      return [Match(field.place, "Service \(service.name) runs in the control group \(field.value).")]
    })
}
