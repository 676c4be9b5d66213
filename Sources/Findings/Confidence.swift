/// How sure a rule is that what it saw is what it says.
package enum Confidence: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// A sign that often means it: a name, a habit, a heuristic.
  case tentative
  /// Two signs that agree, or one that rarely misleads.
  case firm
  /// A fact read from the artifact itself.
  case certain

  package static func < (left: Confidence, right: Confidence) -> Bool { left.rank < right.rank }

  /// 0 (tentative) to 2 (certain).
  package var rank: Int {
    switch self {
    case .tentative: 0
    case .firm: 1
    case .certain: 2
    }
  }
}
