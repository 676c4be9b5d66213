import Compose
import Findings
import Images
import Policies
import Rules

/// A match with the rule that made it and the place where it stands.
package struct PlacedMatch: Sendable {
  package var rule: Rule
  package var match: Match
  package var key: Key
  package var site: ResolvedLocation
  /// The keys of other places that the same cause brings.
  package var sharedKeys: [Key] = []
  /// The service and its image, for a match of a cross rule.
  package var cross: CrossFacts?
  /// Which of several images of one name it is about, of those that the service may run; empty where the name tells.
  package var variants: [String] = []

  /// The names of the services that it is about.
  var services: [String] { ([key] + sharedKeys).compactMap(\.service) }
}

/// Runs the rules over a project, those about images' configs over what its services state too; what stands at one place for one cause is one match.
package struct ComposeMatches {
  package let all: [PlacedMatch]

  /// What is reported of another place for which the same line of the files is the cause.
  static let sameCause = "the same here"

  /// - Parameter images: the images that a service may run, one for each platform; empty where none is known.
  package init(
    rules: [Rule], policy: Policy, project: Project, images: (Service) -> [ImageFacts] = { _ in [] }
  ) {
    var placed: [PlacedMatch] = []
    var positions: [Cause: Int] = [:]
    var others: [Int: [Match.Related]] = [:]
    func place(_ match: Match, of rule: Rule, _ number: Int) {
      let key = match.place.composeKey
      let site = project.nearestSite(of: key)
      // A value behind an anchor, or in a file that several services extend, is one cause.
      let cause = Cause(rule: number, span: site.span, subject: match.subject)
      if let position = positions[cause] {
        others[position, default: []].append(.init(match.place, Self.sameCause))
        placed[position].sharedKeys.append(key)
        return
      }
      positions[cause] = placed.count
      placed.append(PlacedMatch(rule: rule, match: match, key: key, site: site))
    }
    var ofImages: [Int] = []
    for (number, rule) in rules.enumerated() {
      switch rule.check {
      case .compose(let check): for match in check(project, policy) { place(match, of: rule, number) }
      case .image: if ServiceForm.judges(rule) { ofImages.append(number) }
      case .host, .images, .cross: break
      }
    }
    for service in project.services where service.hasContainers && !ofImages.isEmpty {
      guard let settings = ServiceSettings(service, images: images(service)) else { continue }
      for number in ofImages {
        for match in settings.matches(rules[number], policy) { place(match, of: rules[number], number) }
      }
    }
    for (position, others) in others { placed[position].match.related += others }
    // Positions move instead of matches, which hold much; places, which mostly differ, are at hand.
    let spans = placed.map(\.site.span)
    all = placed.indices.sorted { left, right in
      if spans[left] != spans[right] { return spans[left] < spans[right] }
      let (rule, other) = (placed[left].rule.id, placed[right].rule.id)
      if rule != other { return rule < other }
      return (placed[left].match.subject, placed[left].key) < (placed[right].match.subject, placed[right].key)
    }.map { placed[$0] }
  }
}

/// What makes two matches one: the rule by its position, the place and the subject.
private struct Cause: Hashable {
  let rule: Int
  let span: SourceSpan
  let subject: String
}

extension SymbolicLocation {
  /// The key in a compose project at which a match is reported: the file as a whole where the place is of something else.
  var composeKey: Key {
    if case .compose(let key) = self { key } else { "" }
  }
}
