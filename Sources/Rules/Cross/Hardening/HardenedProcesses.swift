import Compose
import Findings
import Policies

extension CrossFacts {
  /// A bound of processes. No image says how many its program needs, so the bound is the policy's, far above what
  /// programs have: it stops a fork bomb.
  func hardenedProcesses(_ policy: Policy) -> Derivation {
    let limit = service.resources.pids.effective
    let stated = [
      service.section.field("pids_limit"), service.section.field("deploy", "resources", "limits", "pids"),
    ]
    if stated.contains(where: { $0?.isUnknown == true }) {
      return .unknown("its limit is known only at run time")
    }
    if let limit, limit.value > 0 { return .kept }
    let value = policy.compose.repaired(.pids, of: service, in: project)
    return .tighten([
      HardenedPart(
        .text(
          service.limitPath("pids_limit", "pids", isInDeploy: service.resources.pids.deploy != nil, project),
          value),
        because: "The policy's value, since no image tells how many processes it needs; it ends a fork bomb.")
    ])
  }
}

extension Service {
  /// Where a limit is written: where the service keeps its limits.
  func limitPath(_ own: String, _ twin: String, isInDeploy: Bool, _ project: Project) -> [String] {
    let isOwn = section.field(own) != nil
    let hasLimits = section.field("deploy", "resources", "limits") != nil
    guard isInDeploy || project.target == .swarm || hasLimits && !isOwn else { return [own] }
    return ["deploy", "resources", "limits", twin]
  }
}
