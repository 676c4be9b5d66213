import Compose
import Findings
import Policies

extension Suppression<Finding> {
  /// An exception of a policy, for images with these tags by their stable names, and findings about these services.
  init(_ exception: PolicySuppression, tags: [String: [String]], services: ConcernedServices) {
    let rules = exception.rules.map(\.text).joined(separator: ", ")
    self.init(
      terms: Finding.Suppression(
        kind: .exception, reason: exception.reason, until: exception.until, owner: exception.owner,
        ticket: exception.ticket),
      title: "\(exception.span.map { "\($0): " } ?? "")the exception for \(rules)"
    ) { finding, part in
      let service =
        services.name(of: part, finding) ?? finding.location.key.flatMap(Key.service(of:))
      return exception.covers(finding, service: service, tags: tags)
        && services.fit(exception.selector, finding, part: part)
    }
  }
}

extension Suppressions<Finding> {
  /// The exceptions of a policy; of a finding that services share each service counts.
  init(
    of policy: Policy, tags: [String: [String]] = [:], services: ConcernedServices, today: String?
  ) {
    let exceptions = policy.exceptions + policy.secrets.exceptions.map(\.exception)
    self.init(
      all: exceptions.map { Suppression($0, tags: tags, services: services) }, today: today,
      parts: services.count)
  }
}

extension PolicySuppression {
  /// Whether all that the exception says of a place fits a finding.
  fileprivate func covers(_ finding: Finding, service: String?, tags: [String: [String]]) -> Bool {
    let place = finding.location
    let images = place.image.map { [$0] + tags[$0, default: []] } ?? []
    return rules.contains { $0.matches(finding.rule) }
      && fits(services, service.map { [$0] } ?? [])
      && fits(self.images, images)
      && fits(paths: [place.path, place.file].compactMap(\.self))
      && fits(keys, place.key.map { [$0] } ?? [])
      && (layer.map { place.diffID?.hasPrefix($0) == true || place.diffID?.hasPrefix("sha256:" + $0) == true }
        ?? true)
      && (hash.map { finding.secretHash == $0 } ?? true)
      && (fingerprint.map { finding.fingerprint.text == $0 } ?? true)
  }

  /// No glob fits all; a place that has no such name fits no glob.
  private func fits(_ globs: [Glob], _ names: [String]) -> Bool {
    globs.isEmpty || names.contains { name in globs.contains { $0.matches(name) } }
  }

  private func fits(paths names: [String]) -> Bool {
    paths.isEmpty || names.contains { name in paths.contains { $0.matches(path: Array(name.utf8)) } }
  }
}
