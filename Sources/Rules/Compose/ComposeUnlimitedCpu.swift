import Compose
import Findings
import Policies

extension Rule {
  static let composeUnlimitedCpu = Rule(
    id: "compose-unlimited-cpu",
    summary: "A service has no CPU limit.",
    why: "One busy service slows down all others, including those that answer users.",
    fix: "Set `deploy.resources.limits.cpus` or `cpus`.",
    severity: .note, confidence: .certain,
    references: [.cis("5.12"), .cwe(770)],
    triggering: [
      .compose(
        "a limit missing or zero",
        """
        services:
          ▶a:
            image: a:1
          b:
            image: b:1
            cpus: ▶0
        """)
    ],
    silent: [
      .compose(
        "each way to set a limit",
        """
        services:
          a:
            image: a:1
            cpus: "0.5"
          b:
            image: b:1
            deploy: {resources: {limits: {cpus: "2"}}}
          later:
            image: b:1
            deploy: {resources: {limits: {cpus: "${LIMIT}"}}}
          c:
            image: c:1
            cpu_quota: 50000
          d:
            image: d:1
            cpuset: "0,1"
        """)
    ],
    check: .service { service, project, policy in
      guard service.saysWhatRuns, !policy.compose.requires(.cpus, of: service, in: project),
        !service.section.has("cpuset")
      else { return [] }
      guard !service.section.has("cpu_count"), !service.section.has("cpu_percent") else {
        return []
      }
      let limit = service.resources.cpus.effective
      if limit.map({ $0.isUnknown || $0.value > 0 }) ?? false { return [] }
      let stated = [
        service.section.field("cpus"), service.section.field("deploy", "resources", "limits", "cpus"),
      ]
      if stated.contains(where: { $0?.isUnknown == true }) { return [] }
      let repair = Repair.Change.limit(
        limit, own: "cpus", twin: "cpus", value: policy.compose.repaired(.cpus, of: service, in: project),
        of: service, in: project)
      return [
        Match(
          limit?.place ?? service.place,
          limit == nil
            ? "Service \(service.name) has no CPU limit."
            : "The CPU limit of service \(service.name) is switched off.",
          repair: .unsafe(repair, .cpus))
      ]
    })
}
