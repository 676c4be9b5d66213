import Compose
import Findings

extension Rule {
  static let composeKeptCapabilities = Rule(
    id: "compose-kept-capabilities",
    summary: "A service keeps Docker's default capabilities.",
    why: """
      By default a container may change owners, switch users, send raw packets and make device nodes. Most \
      programs need none of it, and an attacker starts with all of it.
      """,
    fix: "Add `cap_drop: [ALL]`, and give back with `cap_add` what the program needs.",
    severity: .low, confidence: .certain,
    references: [.cis("5.4"), .cwe(250)],
    triggering: [
      .compose(
        "nothing dropped, or not all",
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
        "all dropped, in either spelling",
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
      guard service.hasContainers, service.section.boolean("privileged")?.value != true else { return [] }
      let dropped = service.section.texts("cap_drop")
      if dropped.contains(where: { Capability($0.value).name == "ALL" || $0.isUnknown }) { return [] }
      let place = Place.compose(key: service.section.key(of: "cap_drop"))
      let change = Repair.Change.list("cap_drop", item: "ALL", of: service)
      let repair: Repair =
        service.cannotGainPrivileges ? .safe(change) : .unsafe(change, .capabilities)
      return [Match(place, "Service \(service.name) keeps Docker's default capabilities.", repair: repair)]
    })
}
