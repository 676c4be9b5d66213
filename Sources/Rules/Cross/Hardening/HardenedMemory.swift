import Compose
import Findings
import Policies

extension CrossFacts {
  /// A limit above what the program is configured to take.
  func hardenedMemory(_ policy: Policy) -> Derivation {
    let stated = [
      service.section.field("mem_limit"), service.section.field("deploy", "resources", "limits", "memory"),
    ]
    if stated.contains(where: { $0?.isUnknown == true }) {
      return .unknown("its limit is known only at run time")
    }
    if let limit = service.resources.memory.effective, limit.value.bytes > 0 { return .kept }
    guard let request = MemoryRequest.all(self).first else {
      return .unknown("neither its command nor its environment states how much memory its program takes")
    }
    guard let value = policy.compose.repairedMemory(of: service, in: project, needed: request.bytes) else {
      return .unknown("the policy's maximum is below what its program is configured to use (\(request.text))")
    }
    let isInDeploy = service.resources.memory.deploy != nil
    return .tighten([
      HardenedPart(
        .text(service.limitPath("mem_limit", "memory", isInDeploy: isInDeploy, project), value),
        because:
          "The program is configured to use \(ByteSize(bytes: request.bytes)) (\(request.text)); the rest is for the process around it."
      )
    ])
  }
}
