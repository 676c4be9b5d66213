import Findings
import PatternScan

/// A place where a pattern matched, with the bytes that a judgement needs.
struct Candidate {
  let value: [UInt8]
  /// The bytes of the match before the secret: the name, the assignment.
  let before: [UInt8]
  /// The rest of the match after the secret, and at least a few bytes.
  let after: [UInt8]
  /// The byte before the match; a space at the start of what is scanned.
  let previous: UInt8
  /// Whether no letter, digit or underscore touches the match.
  let isFree: Bool
  /// What stands beside the match.
  let surroundings: Surroundings

  /// The candidate as a value that is given to a name.
  var assignment: Assignment.Candidate {
    let name = before.prefix { $0.isWord || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    let sign = before.dropFirst(name.count)
    return Assignment.Candidate(
      name: Array(name), quoting: quoting(of: name), value: value, sign: Array(sign),
      isListed: sign.contains { ",!".utf8.contains($0) } || Array(sign).holds(Array("==".utf8)),
      isOneOfPairs: " \"'".utf8.contains(previous) && sign.elementsEqual([UInt8(ascii: "=")]),
      startsLine: surroundings.isAtLineStart, after: after)
  }

  private func quoting(of name: ArraySlice<UInt8>) -> Assignment.QuotingStyle {
    guard let last = before.last else { return .bare }
    if "\"'`".utf8.contains(last) { return .quoted }
    let isElement = last == UInt8(ascii: ">") && before.dropLast().last != UInt8(ascii: "=")
    let isParameter = previous == UInt8(ascii: "?") || previous == UInt8(ascii: "&")
    return isElement || isParameter || name.first == UInt8(ascii: "-") ? .delimited : .bare
  }

  /// A letter before the match is none of it where it is the end of an escape: `\n`, `%3D`, `\u003d`.
  static func isFree(_ match: Range<Int>, in block: Span<UInt8>) -> Bool {
    guard !match.isEmpty else { return true }
    if EncodedRun.surrounds(match, in: block) { return false }
    if match.upperBound < block.count, block[match.upperBound].isWord, block[match.upperBound - 1].isWord {
      return false
    }
    guard match.lowerBound > 0, block[match.lowerBound].isWord else { return true }
    func byte(_ back: Int) -> UInt8 { match.lowerBound >= back ? block[match.lowerBound - back] : 0 }
    guard byte(1).isWord else { return true }
    if byte(2) == UInt8(ascii: "\\"), "nrt".utf8.contains(byte(1)) { return true }
    if byte(3) == UInt8(ascii: "%"), byte(2).hexValue != nil, byte(1).hexValue != nil { return true }
    return byte(6) == UInt8(ascii: "\\") && byte(5) == UInt8(ascii: "u")
  }
}

/// How bad and how sure a candidate is, and why; there is none where it is no secret.
struct SecretScorer {
  private(set) var severity: Severity
  let confidence: Confidence
  private(set) var reasons: [String]
  private(set) var standing: SecretStanding
  /// What was seen of a value that the score judged; nil where something else decided.
  let clues: ClueSet?

  /// What the type alone says, or one reason with it.
  init(
    of type: SecretType, severity: Severity? = nil, reason: String? = nil, standing: SecretStanding = .live
  ) {
    self.severity = severity ?? type.severity
    confidence = type.confidence
    reasons = reason.map { [$0] } ?? []
    self.standing = standing
    clues = nil
  }

  init?(
    of candidate: Candidate, as plan: SecretScanner.Plan, in context: FileContext,
    options: SecretScanner.Options
  ) {
    let type = plan.type
    let value = candidate.value
    if type.check == .assignment, !Assignment.mayBeSecret(candidate.assignment, in: context) { return nil }
    if type.entropy > 0, Randomness.entropy(value) < type.entropy { return nil }
    // A default that everybody knows is the finding there, but for samples, which are made of such; anywhere else
    // it is none.
    if type.entropy == 0, context.isSample { return nil }
    // A private key is judged by its body, whatever is written beside it.
    if type.entropy > 0, type.check != .privateKey,
      Placeholder.matches(value, namedByFormat: !type.check.judgesValue)
    {
      return nil
    }
    var severity = type.severity
    var confidence = type.confidence
    var reasons: [String] = []
    var standing = SecretStanding.live
    var score: ValueScore?
    switch type.check {
    case .assignment:
      // The token of a badge is made to be seen.
      guard !candidate.surroundings.isPicture else { return nil }
      var strength = Assignment.strength(of: candidate.assignment, in: context)
      // A word behind a mark of comment is an example.
      if strength == .weak, candidate.surroundings.isComment { strength = nil }
      if strength == nil { score = ValueScore(of: candidate, in: context) }
      guard strength != nil || score?.isSecret(options) == true else { return nil }
      if strength == .weak || score?.isWords == true {
        (severity, standing) = (.low, .doubtful)
        reasons.append(SecretScorer.wordsOnly)
      }
    case .password:
      if !Assignment.isSecret(value, as: .password, in: context) {
        score = ValueScore(ofArgument: candidate, in: context)
        guard score?.isSecret(options) == true else { return nil }
      }
    default: break
    }
    if score?.isSure == false, severity > .low {
      (severity, standing) = (.low, .doubtful)
      reasons.append(SecretScorer.byScore)
    }
    clues = score?.clues
    switch type.check.verdict(on: value, today: options.today) {
    case .rejected: return nil
    case .open:
      if type.edges == .word, !candidate.isFree { return nil }
    case .proven(let reason):
      confidence = .certain
      reasons.append(reason)
    case .doubtful(let reason):
      if type.edges == .word, !candidate.isFree { return nil }
      (severity, confidence, standing) = (.low, .tentative, .doubtful)
      reasons.append(reason)
    case .harmless(let reason):
      (severity, confidence, standing) = (min(severity, .low), .certain, .harmless)
      reasons.append(reason)
    case .locked(let reason):
      (severity, confidence) = (min(severity, .low), .certain)
      reasons.append(reason)
    }
    if type.check == .addressHost, AddressWords.areBlanks(before: candidate.before, password: value) {
      return nil
    }
    if type.check == .privateKey, context.isTest, standing != .harmless {
      (severity, standing) = (min(severity, .low), .doubtful)
      reasons.append("the file lies among tests or examples")
    }
    if type.check == .addressHost, ExampleHost.isReserved(afterAt: candidate.after) {
      (severity, confidence, standing) = (.low, .tentative, .doubtful)
      reasons.append("its host is reserved for examples")
    }
    if let demotion = context.demotion {
      severity = min(severity, confidence == .tentative ? .note : .low)
      if standing != .harmless { standing = demotion.standing }
      reasons.append(demotion.reason)
    }
    self.severity = severity
    self.confidence = confidence
    self.reasons = reasons
    self.standing = standing
  }

  /// The judgement of what is shown rather than used, where nothing else made it low.
  func lowered(by showing: Showing) -> SecretScorer {
    guard severity > .low else { return self }
    var lowered = self
    lowered.severity = .low
    if standing == .live { lowered.standing = .doubtful }
    lowered.reasons.append(showing.reason)
    return lowered
  }

  /// The reason for a value that chance did not make.
  static let wordsOnly = "it consists of words only"
  /// The reason for a value that its place and its letters together make likely.
  static let byScore = "its place and its letters make it likely"
}
