import Compose
import Findings
import Policies

/// What a service states of a thing, held against the policy's bounds.
struct BreachedLimit {
  let place: SymbolicLocation
  /// What is wrong where it is above the most; nil where it is not.
  let tooHigh: String?
  /// What is wrong where it is below the least; nil where it is not.
  let tooLow: String?

  /// nil where the policy bounds nothing or the value is not known.
  init?(_ resource: LimitedResource, _ service: Service, _ bounds: Bounds, isRequired: Bool) {
    guard !bounds.isEmpty else { return nil }
    let least = bounds.minimum.map { resource.written($0) }
    let most = bounds.maximum.map { resource.written($0) }
    switch resource.statement(of: service) {
    case .open: return nil
    case .nothing(let place):
      self.place = place
      guard isRequired else { return nil }
      let wanted = [least.map { "at least \($0)" }, most.map { "at most \($0)" }].compactMap(\.self)
      let text =
        "Service \(service.name) has no \(resource.title); the policy requires one of \(wanted.joined(separator: " and "))."
      tooHigh = resource.isUnlimitedByDefault ? text : nil
      tooLow = resource.isUnlimitedByDefault ? nil : text
    case .value(let value, let place, let written):
      self.place = place
      let seen = "Service \(service.name) has \(resource.phrase(written ?? resource.written(value)))"
      tooHigh = bounds.maximum.flatMap {
        value > $0 ? "\(seen); the policy allows at most \(most ?? "")." : nil
      }
      tooLow = bounds.minimum.flatMap {
        value < $0 ? "\(seen); the policy requires at least \(least ?? "")." : nil
      }
    }
  }
}
