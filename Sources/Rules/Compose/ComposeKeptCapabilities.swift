import Compose
import Findings

extension Rule {
  static let composeKeptCapabilities = Rule(
    id: "compose-kept-capabilities",
    summary: "A service keeps Docker's default capabilities.",
    why: """
      By default a container can change file owners, switch users, send raw packets and create device nodes. \
      Most programs need few of these capabilities, and an attacker starts with all of them.
      """,
    fix: "Add `cap_drop: [ALL]`, and restore the capabilities that the program needs with `cap_add`.",
    severity: .low, confidence: .certain,
    references: [.cis("5.4"), .cwe(250)],
    triggering: [
      .compose(
        "no capability dropped, or not all",
        """
        services:
          ▶web:
            image: web:1
          db:
            image: db:1
            ▶cap_drop: [NET_RAW]
        """)
    ],
    silent: [
      .compose(
        "all capabilities dropped, in any spelling",
        """
        services:
          web:
            image: web:1
            cap_drop: [all]
          db:
            image: db:1
            cap_drop: [CAP_ALL]
            cap_add: [CHOWN]
          root:
            image: root:1
            privileged: true
        """)
    ],
    check: .service { service, _, _ in
      guard service.saysWhatRuns, service.section.boolean("privileged")?.value != true else { return [] }
      let dropped = service.section.texts("cap_drop")
      if dropped.contains(where: { Capability($0.value).name == "ALL" || $0.isUnknown }) { return [] }
      let place = SymbolicLocation.compose(key: service.section.key(of: "cap_drop"))
      let change = Repair.Change.list("cap_drop", item: "ALL", of: service)
      let repair: Repair =
        service.cannotGainPrivileges ? .safe(change) : .unsafe(change, .capabilities)
      return [Match(place, "Service \(service.name) keeps Docker's default capabilities.", repair: repair)]
    })
}
