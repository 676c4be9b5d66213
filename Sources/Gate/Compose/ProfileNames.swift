import Compose
import Findings

/// Says of matches in which profiles their services run, where only profiles switch these on.
struct ProfileNames {
  private let project: Project
  private let hasProfiles: Bool

  init(_ project: Project) {
    self.project = project
    hasProfiles = project.services.contains { !$0.profiles.isEmpty }
  }

  /// The matches, each with the profiles of its services at the end of its message.
  func added(to matches: [PlacedMatch]) -> [PlacedMatch] {
    guard hasProfiles else { return matches }
    return matches.map { placed in
      let owners = owners(of: placed)
      // What also holds for a service that always runs, always holds.
      guard !owners.isEmpty, owners.allSatisfy({ !$0.profiles.isEmpty }) else { return placed }
      var named = placed
      named.match = placed.match.inProfiles(of: owners, isOfService: isOfService(placed))
      return named
    }
  }

  /// Whether the message speaks of the service, so that "it" is known.
  private func isOfService(_ placed: PlacedMatch) -> Bool { placed.cross == nil && !placed.key.text.isEmpty }

  private func owners(of placed: PlacedMatch) -> [Service] {
    if placed.key.text.isEmpty {
      return project.services.filter { $0.section.node.span.holdsLine(of: placed.site.span) }
    }
    return ([placed.key] + placed.sharedKeys).compactMap { $0.service.flatMap(project.service) }
  }
}

extension Match {
  /// The match with the profiles that switch its services on.
  fileprivate func inProfiles(of owners: [Service], isOfService: Bool) -> Match {
    var names: [String] = []
    for name in owners.flatMap(\.profiles) where !names.contains(name) { names.append(name) }
    let list = names.joined(separator: ", ")
    let who = isOfService ? "It" : "Service \(owners[0].name)"
    let part = names.count > 1 ? "in the profiles \(list)" : "in the profile \(list)"
    var match = Match(
      place, "\(message) \(who) runs only \(part).", subject: subject, fix: fix, severity: severity,
      confidence: confidence, repair: repair, related: related, state: state, bytes: bytes)
    match.steps = steps
    match.facts = facts
    match.overrides = overrides
    return match
  }
}

extension SourceSpan {
  /// Whether a place begins on one of its lines.
  fileprivate func holdsLine(of other: SourceSpan) -> Bool {
    file == other.file && start.line <= other.start.line && other.start.line <= end.line
  }
}
