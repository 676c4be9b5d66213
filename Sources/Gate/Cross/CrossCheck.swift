import Compose
import Findings
import Images
import Policies
import Rules

/// Holds the services of compose projects against the images that they run.
package struct CrossCheck: Sendable {
  /// What came of a project.
  struct Outcome: Sendable {
    var matches: [PlacedMatch] = []
    var notes: [String] = []
    var incomplete: [Incomplete] = []
    /// Findings of images that are reported at a service instead, or that the services answer.
    var settled = SupersededFindings()
  }

  let rules: [Rule]
  let policy: Policy
  let matching: ImageMatching

  package init(rules: [Rule], policy: Policy, matching: ImageMatching) {
    self.rules = rules
    self.policy = policy
    self.matching = matching
  }

  /// The image that a service runs, for each platform that the service may run on; empty where it is not known.
  func images(of service: Service, in project: Project) -> [ImageFacts] {
    guard case .image(let number, let basis) = matching.answer(for: service, in: project), basis.isSameImage
    else { return [] }
    return ([number] + matching.otherPlatforms(for: service, in: project)).map { matching.images[$0] }
  }

  /// The matches of a project's services, beside those that were made without images; of these, those stay that
  /// images do not answer.
  func run(_ project: Project, besides others: [PlacedMatch]) -> (outcome: Outcome, others: [PlacedMatch]) {
    var outcome = Outcome()
    var pairs: [(number: Int, facts: CrossFacts)] = []
    let variants = ImageIdentity.variants(
      matching.images.map { ($0.name, $0.platform.description, $0.tags.first ?? "") })
    var missing: [String] = []
    for service in project.services where !service.section.has("provider") {
      switch matching.answer(for: service, in: project) {
      case .image(let number, let basis):
        for number in [number] + matching.otherPlatforms(for: service, in: project) {
          let facts = CrossFacts(service, in: project, runs: matching.images[number], basis: basis)
          pairs.append((number, facts))
        }
        if !basis.isSameImage { missing.append(service.name) }
      case .several(let numbers):
        let names = Set(numbers.map { matching.images[$0].title }).sorted().joined(separator: ", ")
        outcome.notes.append(
          "service \(service.name) of \(project.name): \(numbers.count) of the images match (\(names)), so cross-checks were skipped; choose one with --map \(service.name)=FILE"
        )
      case .none: missing.append(service.name)
      }
    }
    if !missing.isEmpty {
      let names = missing.joined(separator: ", ")
      let noun = missing.count == 1 ? "service" : "services"
      outcome.notes.append(
        "\(noun) \(names) of \(project.name): cross-checks skipped, because no image was passed")
    }
    var causes = Causes()
    for rule in rules {
      guard case .cross(let check) = rule.check else { continue }
      for (number, facts) in pairs {
        let matches = check(facts, policy)
        if let gap = facts.image.gap(in: rule.needs) {
          if !matches.isEmpty {
            let title = variants[number].map { " (\($0))" } ?? ""
            outcome.incomplete.append(
              Incomplete(
                what: "\(rule.id) for service \(facts.service.name)",
                why: "cannot be decided, because in its image\(title) \(gap)"))
          }
          continue
        }
        for match in matches {
          causes.place(match, of: rule, facts, variants[number], in: &outcome.matches)
        }
      }
    }
    for (number, facts) in pairs where facts.basis.isSameImage { outcome.settled.add(facts, number, policy) }
    let kept = SupersededFindings.unanswered(others, pairs.map(\.facts))
    return (outcome, kept)
  }

  /// A value behind an anchor, or in a file that several services extend, is one cause; and what holds for several
  /// platforms of an image is reported once, with their names.
  private struct Causes {
    private var positions: [String: Int] = [:]

    mutating func place(
      _ match: Match, of rule: Rule, _ facts: CrossFacts, _ variant: String?, in matches: inout [PlacedMatch]
    ) {
      // What stands in the image belongs to the service for exceptions and for the order.
      var key = facts.service.key
      if case .compose(let own) = match.place { key = own }
      let site = facts.project.nearestSite(of: key)
      var cause = "\(rule.id)\u{0}\(site.span)\u{0}\(match.subject)"
      // Platforms that are reported differently are two findings.
      if variant != nil { cause += "\u{0}\(match.message)" }
      guard let position = positions[cause] else {
        positions[cause] = matches.count
        matches.append(
          PlacedMatch(
            rule: rule, match: match, key: key, site: site, cross: facts,
            variants: variant.map { [$0] } ?? []))
        return
      }
      if let variant, !matches[position].variants.contains(variant) {
        matches[position].variants.append(variant)
      }
      if key != matches[position].key, !matches[position].sharedKeys.contains(key) {
        matches[position].match.related.append(.init(.compose(key: key), ComposeMatches.sameCause))
        matches[position].sharedKeys.append(key)
      } else if match.place != matches[position].match.place,
        !matches[position].match.related.contains(where: { $0.place == match.place })
      {
        matches[position].match.related.append(.init(match.place, ComposeMatches.sameCause))
      }
    }
  }
}
