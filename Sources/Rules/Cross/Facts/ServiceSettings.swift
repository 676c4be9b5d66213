import Compose
import Findings
import Images
import Policies

/// What a service states of what its containers run with, for image rules to judge: its config over that of its image.
package struct ServiceSettings: Sendable {
  private let service: Service
  private let isImageKnown: Bool
  private let running: [Running]

  /// What runs on one platform. A class, because each rule is handed it and it holds much.
  private final class Running: Sendable {
    let config: EffectiveConfig
    let image: ImageFacts

    init(_ config: EffectiveConfig, _ image: ImageFacts) { (self.config, self.image) = (config, image) }
  }

  /// nil where the service states nothing that a config holds.
  ///
  /// - Parameter images: the image for each platform that the service may run on; empty where it is not known.
  package init?(_ service: Service, images: [ImageFacts]) {
    let alone = EffectiveConfig(service, over: ImageConfig.Execution())
    guard !alone.isImageAlone else { return nil }
    self.service = service
    isImageKnown = !images.isEmpty
    guard images.isEmpty else {
      running = images.map {
        let config = EffectiveConfig(service, over: $0.config.execution)
        return Running(config, $0.running(config.execution))
      }
      return
    }
    let tags = service.image.map { [$0.value.description] } ?? []
    running = [Running(alone, .unread(tags: tags, fallbackName: service.name, running: alone.execution))]
  }

  /// What an image rule reports of the service's own settings: what the image alone causes is not among it.
  package func matches(_ rule: Rule, _ policy: Policy) -> [Match] {
    guard case .judges(let knowledge, let fix) = ServiceForm.all[rule.id], isKnown(knowledge),
      case .image(let check) = rule.check
    else { return [] }
    let matches = running.flatMap { running -> [Match] in
      guard running.image.gap(in: rule.needs) == nil else { return [] }
      return check(running.image, policy).compactMap { Self.placed($0, running.config, fix) }
    }
    guard matches.count > 1 else { return matches }
    var seen: Set<Match> = []
    return matches.filter { seen.insert($0).inserted }
  }

  private func isKnown(_ knowledge: ServiceForm.Knowledge) -> Bool {
    switch knowledge {
    case .nothing: true
    case .accounts: isImageKnown
    case .group:
      isImageKnown
        || service.section.text("user").map { $0.value.contains(":") && !$0.value.hasSuffix(":") } ?? false
    }
  }

  /// The match at the service's line; nil where the service does not set the field.
  private static func placed(_ match: Match, _ config: EffectiveConfig, _ fix: String) -> Match? {
    guard let own = Self.place(match.place, config) else { return nil }
    var result = Match(
      own, match.message, subject: match.subject, fix: fix, severity: match.severity,
      confidence: match.confidence,
      related: match.related.filter { if case .source = $0.place { true } else { false } })
    result.facts = match.facts.compactMap { fact in
      fact.place.flatMap { Self.place($0, config) }.map { Fact(fact.kind, $0, name: fact.name) }
    }
    return result
  }

  private static func place(_ place: SymbolicLocation, _ config: EffectiveConfig) -> SymbolicLocation? {
    guard case .config(let field) = place else { return nil }
    return config.key(of: field).map { .compose(key: $0) }
  }
}
