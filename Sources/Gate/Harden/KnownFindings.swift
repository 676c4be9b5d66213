import Compose
import Findings
import Rules

/// What was found in a project, so that a change of it can be held to cause nothing new.
struct KnownFindings: Sendable {
  private let severities: [FindingIdentity: Severity]
  /// By rule and service, of what stands at a service's networks: a network may take the place of another one.
  private let atNetworks: [String: Severity]
  private let refused: Set<String>

  init(_ matches: [PlacedMatch], in project: Project) {
    severities = Self.severities(matches)
    var atNetworks: [String: Severity] = [:]
    for (identity, severity) in severities {
      guard let place = Self.placeAtNetworks(identity.rule, identity.key) else { continue }
      atNetworks[place] = max(atNetworks[place] ?? severity, severity)
    }
    self.atNetworks = atNetworks
    refused = Set(project.problems(.refused).map(\.message))
  }

  /// What stands at a service, or at one of its networks; nil for all else.
  private static func placeAtNetworks(_ rule: String, _ key: Key) -> String? {
    guard let service = key.service.map({ Key.service($0) }) else { return nil }
    let rest = key.text.dropFirst(service.count)
    return rest.isEmpty || rest.hasPrefix(".networks") ? "\(rule) \(service)" : nil
  }

  /// Each finding by the places that it stands for.
  static func severities(_ matches: [PlacedMatch]) -> [FindingIdentity: Severity] {
    var severities: [FindingIdentity: Severity] = [:]
    for placed in matches {
      let severity = placed.severity
      for key in [placed.key] + placed.sameCauses {
        let identity = FindingIdentity(placed.rule.id, key, placed.match.subject)
        severities[identity] = max(severities[identity] ?? severity, severity)
      }
    }
    return severities
  }

  /// Why Compose would refuse the new project; nil where it refuses nothing new.
  func refusal(of new: Project) -> String? {
    new.problems(.refused).first { !refused.contains($0.message) }.map {
      "Compose would refuse it: \($0.message)"
    }
  }

  /// The first finding that was not there or was milder; nil where there is none.
  func objection(to matches: [PlacedMatch]) -> String? {
    for placed in matches {
      let identity = FindingIdentity(placed.rule.id, placed.key, placed.match.subject)
      let beside = Self.placeAtNetworks(placed.rule.id, placed.key).flatMap { self.atNetworks[$0] }
      guard let before = severities[identity] ?? beside else {
        return "it would cause \(placed.rule.id): \(placed.match.message)"
      }
      if placed.severity > before { return "it would make \(placed.rule.id) worse: \(placed.match.message)" }
    }
    return nil
  }
}
