import Compose
import Findings

extension Rule {
  static let composeNewPrivileges = Rule(
    id: "compose-new-privileges",
    summary: "A service's processes can gain privileges.",
    why: """
      Without `no-new-privileges` a process can become root through a set-user-ID program in the image, for \
      example `su` or `mount`, even if the service starts as an unprivileged user.
      """,
    fix: "Add `no-new-privileges:true` to `security_opt`.",
    severity: .low, confidence: .certain,
    references: [.cis("5.26"), .cwe(250)],
    triggering: [
      .compose(
        "the option missing or switched off",
        """
        services:
          ▶web:
            image: web:1
          db:
            image: db:1
            security_opt: [▶"no-new-privileges:false"]
        """)
    ],
    silent: [
      .compose(
        "each spelling that Docker accepts",
        """
        services:
          a:
            image: a:1
            security_opt: ["no-new-privileges:true"]
          b:
            image: b:1
            security_opt: ["no-new-privileges=true"]
          c:
            image: c:1
            security_opt: [no-new-privileges]
        """),
      .compose(
        "Swarm, which ignores the option",
        """
        # target: swarm
        services:
          web:
            image: web:1
        """),
    ],
    check: .service { service, project, _ in
      // Swarm knows no such option: only the engine's own settings can switch it on.
      guard project.target == .compose, service.saysWhatRuns,
        service.section.boolean("privileged")?.value != true
      else { return [] }
      let options = service.securityOptions
      if options.contains(where: { $0.field.isUnknown }) { return [] }
      guard let option = options.last(where: { $0.name == "no-new-privileges" }) else {
        let change = Repair.Change.list("security_opt", item: "no-new-privileges:true", of: service)
        return [
          Match(
            service.place,
            "Service \(service.name) does not set no-new-privileges, so its processes can gain privileges.",
            repair: .unsafe(change, .privileges))
        ]
      }
      guard option.value.lowercased() == "false" else { return [] }
      return [
        Match(
          option.field.place, "Service \(service.name) switches no-new-privileges off.", severity: .medium,
          repair: .unsafe(.replace(option.field.key, value: .text("no-new-privileges:true")), .privileges))
      ]
    })
}
