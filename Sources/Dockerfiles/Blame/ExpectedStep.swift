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
  /// In the form of `HistoryText`.
  private let texts: [PartlyKnown]
  /// The whole instruction as written, which some builders keep in small letters.
  private let statement: PartlyKnown
  /// Of `COPY` and `ADD`: where it leads, for builders that do not write the sources.
  private let destinations: [PartlyKnown]
  /// Of `ARG`: the names.
  private let names: Set<String>

  init(
    _ instruction: DockerfileInstruction, texts: [String], destinations: [String] = [], names: [String] = []
  ) {
    keyword = instruction.keyword
    self.texts = Set(texts).sorted().map(PartlyKnown.init)
    statement = PartlyKnown(Spelling.plain(instruction.statement))
    self.destinations = Set(destinations).sorted().map(PartlyKnown.init)
    self.names = Set(names)
  }

  func fit(_ step: HistoryText) -> Fit {
    if step.keyword.isEmpty {
      let spellings = keyword == "RUN" ? texts + [statement] : [statement]
      return spellings.map { Self.compare($0, step.text) }.max() ?? .none
    }
    guard step.keyword == keyword else { return .none }
    if keyword == "ARG" { return fitArguments(step.text.text) }
    let best = texts.map { Self.compare($0, step.text) }.max() ?? .none
    guard best == .none, let destination = step.destination else { return best }
    return destinations.contains { $0.fits(destination) } ? .weak : .none
  }

  /// Texts with a wildcard for every few characters say too little.
  private static let charactersPerWildcard = 4

  private static func compare(_ expected: PartlyKnown, _ seen: PartlyKnown) -> Fit {
    guard expected.fits(seen) else { return .none }
    let isKnown = [expected, seen].allSatisfy { $0.known >= $0.wildcards * charactersPerWildcard }
    return isKnown ? .strong : .weak
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
