import Compose
import Findings
import Images
import Rules

/// Which findings have no cause of their own once services and images are seen together: one cause, one result.
struct SettledFindings: Sendable {
  /// A rule about images, and the image by its position.
  struct Entry: Hashable {
    let rule: String
    let image: Int
  }

  /// What a cross rule tells at the service, so that the image's own finding says nothing more.
  private static let toldBy = [
    "cross-root-user": "image-root-user",
    "cross-no-health-check": "image-no-health-check",
  ]

  /// What of an image does not matter when every service that runs it states a health check of its own.
  private static let answered = ["image-no-health-check", "image-broken-health-check"]

  private var told: Set<Entry> = []
  private var checked: Set<Int> = []
  private var relying: Set<Int> = []

  /// A cross rule spoke of an image.
  mutating func tell(_ rule: String, at image: Int) {
    if let other = Self.toldBy[rule] { told.insert(Entry(rule: other, image: image)) }
  }

  /// A service runs an image.
  mutating func add(_ facts: CrossFacts, _ image: Int) {
    switch facts.service.healthCheck?.test {
    case .command, .shell: checked.insert(image)
    case .ofImage, .disabled, nil: if !facts.service.runsOnce { relying.insert(image) }
    }
  }

  mutating func formUnion(_ other: SettledFindings) {
    told.formUnion(other.told)
    checked.formUnion(other.checked)
    relying.formUnion(other.relying)
  }

  /// Whether a finding of an image is told elsewhere, or answered by all services that run the image.
  func isSettled(_ rule: String, of image: Int) -> Bool {
    if told.contains(Entry(rule: rule, image: image)) { return true }
    return Self.answered.contains(rule) && checked.contains(image) && !relying.contains(image)
  }

  /// The matches made without images that are not answered: the image has the health check that the service does
  /// not state, or it is known that neither has one, which a cross rule says.
  static func unanswered(
    _ matches: [PlacedMatch], by told: [PlacedMatch], _ pairs: [CrossFacts]
  ) -> [PlacedMatch] {
    let checked = pairs.filter { $0.basis.isSameImage && $0.image.hasHealthCheck }.map(\.service.key)
    let keys = Set(checked + told.filter { $0.rule.id == "cross-no-health-check" }.map(\.key))
    return matches.filter { $0.rule.id != "compose-no-health-check" || !keys.contains($0.key) }
  }
}

extension ImageFacts {
  /// Whether the config has a health check that is not switched off.
  fileprivate var hasHealthCheck: Bool {
    config.execution.healthCheck.map { $0.test.count > 1 && !$0.isDisabled } ?? false
  }
}
