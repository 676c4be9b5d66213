import Compose
import Findings
import Policies

extension Suppression<ConcernedServices.Part> {
  /// An exception of a policy, for images with these tags by their stable names.
  init(_ exception: PolicySuppression, tags: [String: [String]]) {
    let rules = exception.rules.map(\.text).joined(separator: ", ")
    self.init(
      terms: Finding.Suppression(
        kind: .exception, reason: exception.reason, until: exception.until, owner: exception.owner,
        ticket: exception.ticket),
      title: "\(exception.span.map { "\($0): " } ?? "")the exception for \(rules)", isFor: exception.isFor,
      covers: { exception.covers($0, tags: tags) })
  }
}

extension Suppressions<Finding, ConcernedServices.Part> {
  /// The exceptions of a policy; of a finding that services share each service counts.
  init(
    of policy: Policy, tags: [String: [String]] = [:], services: ConcernedServices, today: String?
  ) {
    let exceptions = policy.exceptions + policy.secrets.exceptions.map(\.exception)
    self.init(
      all: exceptions.map { Suppression($0, tags: tags) }, today: today, rule: \.rule, parts: services.parts)
  }
}

extension PolicySuppression {
  fileprivate func isFor(_ rule: String) -> Bool { rules.contains { $0.matches(rule) } }

  /// Whether all that the exception says of a place fits a part of a finding of one of its rules.
  fileprivate func covers(_ part: ConcernedServices.Part, tags: [String: [String]]) -> Bool {
    let (finding, place) = (part.finding, part.finding.location)
    return fits(services, part.name.map { [$0] } ?? [])
      && fits(images, place.image.map { [$0] + tags[$0, default: []] } ?? [])
      && fits(paths: [place.path, place.file].compactMap(\.self))
      && fits(keys, place.key.map { [$0] } ?? [])
      && (layer.map { place.diffID?.hasPrefix($0) == true || place.diffID?.hasPrefix("sha256:" + $0) == true }
        ?? true)
      && (hash.map { finding.secretHash == $0 } ?? true)
      && (fingerprint.map { finding.fingerprint.text == $0 } ?? true)
      && part.isFit(by: selector)
  }

  /// No glob fits all; a place that has no such name fits no glob.
  private func fits(_ globs: [Glob], _ names: @autoclosure () -> [String]) -> Bool {
    globs.isEmpty || names().contains { name in globs.contains { $0.matches(name) } }
  }

  private func fits(paths names: @autoclosure () -> [String]) -> Bool {
    paths.isEmpty || names().contains { name in paths.contains { $0.matches(path: Array(name.utf8)) } }
  }
}
