import Compose
import Findings
import Policies

extension Rule {
  static let composeUnlimitedPids = Rule(
    id: "compose-unlimited-pids",
    summary: "A service has no process limit.",
    why: "A fork bomb in one container can use up all process IDs of the host with hardly any memory.",
    fix: "Set `deploy.resources.limits.pids` or `pids_limit` to a few hundred.",
    severity: .note, confidence: .certain,
    references: [.cis("5.29"), .cwe(770)],
    triggering: [
      .compose(
        "a limit missing or unlimited",
        """
        services:
          ▶a:
            image: a:1
          b:
            image: b:1
            pids_limit: ▶-1
        """)
    ],
    silent: [
      .compose(
        "a limit in either key",
        """
        services:
          a:
            image: a:1
            pids_limit: 200
          b:
            image: b:1
            deploy: {resources: {limits: {pids: 100}}}
          later:
            image: b:1
            deploy: {resources: {limits: {pids: "${LIMIT}"}}}
        """)
    ],
    check: .service { service, project, policy in
      guard service.saysWhatRuns, !policy.compose.requires(.pids, of: service, in: project) else {
        return []
      }
      let limit = service.resources.pids.effective
      if limit.map({ $0.isUnknown || $0.value > 0 }) ?? false { return [] }
      let stated = [
        service.section.field("pids_limit"), service.section.field("deploy", "resources", "limits", "pids"),
      ]
      if stated.contains(where: { $0?.isUnknown == true }) { return [] }
      let repair = Repair.Change.limit(
        limit, own: "pids_limit", twin: "pids",
        value: policy.compose.repaired(.pids, of: service, in: project), of: service, in: project
      )
      return [
        Match(
          limit?.place ?? service.place,
          limit == nil
            ? "Service \(service.name) has no process limit."
            : "The process limit of service \(service.name) is switched off.",
          severity: limit == nil ? nil : .low, repair: .unsafe(repair, .processes))
      ]
    })
}
