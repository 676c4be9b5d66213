import Images

/// The steps of a history set against the instructions of one chain of stages.
struct ChainMatch: Sendable {
  /// What a step comes from.
  enum Source: Sendable, Hashable {
    case instruction(Int)
    /// It came with the image that the chain begins with.
    case base
    case unknown
  }

  let chain: StageChain
  let sources: [Source]
  /// Whether each step after the base image's has its instruction and each instruction its step, but for those that
  /// a builder leaves out.
  let isWhole: Bool
  /// Whether the builder wrote steps only for instructions that write files, as kaniko does.
  let leavesOutSettings: Bool

  /// Steps with an instruction.
  var matched: Int { sources.count { if case .instruction = $0 { true } else { false } } }
  /// The first step with an instruction and all after it.
  var own: Int {
    let first = sources.firstIndex { if case .instruction = $0 { true } else { false } }
    return first.map { sources.count - $0 } ?? 0
  }

  private static let writing: Set<String> = ["RUN", "COPY", "ADD", "WORKDIR"]

  /// `knownBase` is how many of the first steps are the base image's for sure.
  init(_ chain: StageChain, escape: Character, steps: [HistoryText], knownBase: Int) {
    self.chain = chain
    var writer = StepWriter(escape: escape, startsEmpty: chain.isFromScratch)
    let expected = chain.items.map { writer.expected($0.instruction) }
    let fits = steps.enumerated().map { index, step in
      expected.map { index < knownBase ? .none : $0.fit(step) }
    }
    let before = chain.isFromScratch ? -1 : 0
    // BuildKit writes no step for ONBUILD.
    let onBuild = Set(expected.indices.filter { expected[$0].keyword == "ONBUILD" })
    let settings = Set(expected.indices.filter { !Self.writing.contains(expected[$0].keyword) })
    let directories = Set(expected.indices.filter { expected[$0].keyword == "WORKDIR" })
    func whole(without leftOut: Set<Int>, optional: Set<Int> = []) -> [Source]? {
      Self.whole(fits, expected.count, leftOut: leftOut, optional: optional, stepBefore: before)
    }
    if let sources = whole(without: []) ?? (onBuild.isEmpty ? nil : whole(without: onBuild)) {
      (self.sources, isWhole, leavesOutSettings) = (sources, true, false)
    } else if let sources = whole(without: settings, optional: directories) {
      (self.sources, isWhole, leavesOutSettings) = (sources, true, true)
    } else {
      (sources, isWhole, leavesOutSettings) = (Self.partial(fits, expected.count), false, false)
    }
  }

  /// The alignment without a step or an instruction left over, but for those that builders leave out, or may; nil
  /// where there is none.
  private static func whole(
    _ fits: [[ExpectedStep.Fit]], _ count: Int, leftOut: Set<Int>, optional: Set<Int>, stepBefore: Int
  ) -> [Source]? {
    let fits = fits.map { row in
      row.enumerated().map { leftOut.contains($0) ? ExpectedStep.Fit.none : $1 }
    }
    let scores = Alignment.Scores(
      pair: { _ in 0 }, step: -1, stepBefore: stepBefore,
      instruction: (0..<count).map { leftOut.contains($0) || optional.contains($0) ? 0 : -1 })
    let alignment = Alignment(fits, instructions: count, scores: scores)
    guard alignment.best == 0 else { return nil }
    let hasEvidence = alignment.certain.enumerated().contains { step, certainty in
      if case .instruction(let index) = certainty { fits[step][index] == .strong } else { false }
    }
    guard hasEvidence else { return nil }
    return alignment.certain.map { certainty in
      switch certainty {
      case .instruction(let index): .instruction(index)
      // Nothing is left over, so it lies before the first instruction.
      case .alone: .base
      case .unknown: .unknown
      }
    }
  }

  private static let strongPair = 4

  /// What is certain although the file is not, or no longer, what the image was built from.
  private static func partial(_ fits: [[ExpectedStep.Fit]], _ count: Int) -> [Source] {
    let scores = Alignment.Scores(
      pair: { $0 == .strong ? strongPair : 1 }, step: 0, stepBefore: 0,
      instruction: [Int](repeating: 0, count: count))
    let certain = Alignment(fits, instructions: count, scores: scores).certain
    func isPair(_ step: Int, _ index: Int) -> Bool {
      certain.indices.contains(step) && certain[step] == .instruction(index)
    }
    // A weak pair counts between strong ones that leave no other place for it.
    func isHeld(_ step: Int, _ index: Int, by direction: Int) -> Bool {
      var (step, index) = (step, index)
      while isPair(step, index) {
        if fits[step][index] == .strong { return true }
        (step, index) = (step + direction, index + direction)
      }
      return direction > 0 && step == fits.count && index == count
    }
    return certain.indices.map { step in
      guard case .instruction(let index) = certain[step] else { return .unknown }
      let holds = isHeld(step, index, by: -1) && isHeld(step, index, by: 1)
      return holds ? .instruction(index) : .unknown
    }
  }
}
