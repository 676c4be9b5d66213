/// What builders write into the history for one instruction.
///
/// Docker's classic builder and BuildKit write values with variables replaced, Buildah and kaniko the instruction as
/// it stands in the file, each with spellings of its own; an `ExpectedStep` holds them all.
struct ExpectedStep: Sendable {
  /// How well a history step fits.
  enum Fit: Int, Sendable, Comparable {
    case none
    /// Nothing speaks against it, but little of the text is known.
    case weak
    /// The text is the same.
    case strong

    static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  let keyword: String
  /// In the form of `HistoryText`; `Expansion.wildcard` for what is not known.
  let texts: [String]
  /// Of `COPY` and `ADD`: where it leads, for builders that do not write the sources.
  let destinations: [String]
  /// Of `ARG`: the names.
  let names: Set<String>

  func fit(_ step: HistoryText) -> Fit {
    guard step.keyword == keyword || step.keyword.isEmpty && keyword == "RUN" else { return .none }
    if keyword == "ARG" { return fitArguments(step.text) }
    let best = texts.map { Self.compare($0, step.text) }.max() ?? .none
    guard best == .none, let destination = step.destination else { return best }
    return destinations.contains { Wildcards.match($0, destination) } ? .weak : .none
  }

  /// Texts with a wildcard for every few characters say too little.
  private static let charactersPerWildcard = 4

  private static func compare(_ expected: String, _ seen: String) -> Fit {
    guard Wildcards.match(expected, seen) else { return .none }
    let known = [expected, seen].map { text in
      let wildcards = text.count { $0 == Expansion.wildcard }
      return text.count - wildcards >= wildcards * charactersPerWildcard
    }
    return known.allSatisfy(\.self) ? .strong : .weak
  }

  /// The names of `ARG` count, the value may come from outside. Buildah repeats the names that came before.
  private func fitArguments(_ text: String) -> Fit {
    // A value may have blanks; what looks like no name belongs to the value before it.
    let words = Set(text.split(separator: " ").map { String($0.prefix { $0 != "=" }) })
    guard !names.isEmpty, names.isSubset(of: words) else { return .none }
    return text.split(separator: " ").first.map { names.contains(String($0.prefix { $0 != "=" })) } == true
      ? .strong : .weak
  }
}
