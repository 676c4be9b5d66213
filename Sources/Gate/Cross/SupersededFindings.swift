import Compose
import Findings
import Images
import Policies
import Rules

/// Which findings have no cause once services and images are seen together: the one answers what the other lacks.
struct SupersededFindings: Sendable {
  /// What of an image does not matter when every service that runs it states a health check of its own.
  private static let answered = ["image-no-health-check", "image-broken-health-check"]

  /// Rules about how an image is set to run, which a service may set otherwise.
  private static let settings = [
    "image-development-mode", "image-disabled-certificate-check", "image-enabled-debugger",
    "image-lost-signal",
  ].compactMap(Rule.named)
  private static let namesOfSettings = Set(settings.map(\.id))

  private var checked: Set<Int> = []
  private var relying: Set<Int> = []
  /// Images whose services are all known.
  private var judged: Set<Int> = []
  /// Images of which a service is not.
  private var unknown: Set<Int> = []
  /// What the settings' rules say of an image as its services run it.
  private var kept: [Int: Set<String>] = [:]

  /// A service runs an image.
  mutating func add(_ facts: CrossFacts, _ image: Int, _ policy: Policy) {
    switch facts.service.healthCheck?.test {
    case .command, .shell: checked.insert(image)
    case .ofImage, .disabled, nil: if !facts.service.runsOnce { relying.insert(image) }
    }
    guard facts.isJudged, facts.start.isKnown else {
      unknown.insert(image)
      return
    }
    judged.insert(image)
    for rule in Self.settings {
      guard case .image(let check) = rule.check else { continue }
      kept[image, default: []].formUnion(check(facts.running, policy).map(\.message))
    }
  }

  mutating func formUnion(_ other: SupersededFindings) {
    checked.formUnion(other.checked)
    relying.formUnion(other.relying)
    judged.formUnion(other.judged)
    unknown.formUnion(other.unknown)
    kept.merge(other.kept) { $0.union($1) }
  }

  /// Whether a finding of an image is answered by all services that run the image.
  func isSettled(_ finding: Finding, of image: Int) -> Bool {
    if Self.namesOfSettings.contains(finding.rule) {
      return judged.contains(image) && !unknown.contains(image)
        && kept[image]?.contains(finding.message) != true
    }
    return Self.answered.contains(finding.rule) && checked.contains(image) && !relying.contains(image)
  }

  /// What of a service a rule can judge better that knows its image.
  private static let judgedWithImage = ["compose-small-memory-limit"]

  /// The matches made without images that are not answered by an image: it has the health check that the service does not
  /// state, or a rule that knows the image judges the same.
  static func unanswered(_ matches: [PlacedMatch], _ pairs: [CrossFacts]) -> [PlacedMatch] {
    let judged = Set(pairs.filter(\.isJudged).map(\.service.name))
    let keys = Set(pairs.filter { $0.basis.isSameImage && $0.image.hasHealthCheck }.map(\.service.key))
      .subtracting(pairs.filter { !$0.image.hasHealthCheck }.map(\.service.key))
    return matches.filter { match in
      if judgedWithImage.contains(match.rule.id), let service = match.key.service {
        return !judged.contains(service)
      }
      return match.rule.id != "compose-no-health-check" || !keys.contains(match.key)
    }
  }
}

extension ImageFacts {
  /// Whether the config has a health check that is not switched off.
  fileprivate var hasHealthCheck: Bool {
    config.execution.healthCheck.map { $0.test.count > 1 && !$0.isDisabled } ?? false
  }
}
