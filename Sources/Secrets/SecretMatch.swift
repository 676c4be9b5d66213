import ArchiveIO
import Findings

/// One secret in one file: where, how sure, how bad, and nothing of its value but a public beginning.
package struct SecretMatch: Codable, Sendable, Hashable {
  /// The type's id, without `secret-`.
  package let type: String
  /// The type's title.
  package let title: String
  /// The secret's bytes, counted from the start of the file, or of the member where `member` is given.
  package private(set) var range: Range<Int>
  /// The file inside an archive file that holds it.
  package var member: String?
  /// From 1; nil where the file is binary.
  package let line: Int?
  /// In code points from 1; nil where the file is binary or the line longer than is looked at.
  package let column: Int?
  /// What may be shown of it: the type's public beginning and three dots.
  package let shown: String
  /// A hash of the value under the scanner's key: equal for equal values, 16 hexadecimal digits.
  package let hash: String
  package private(set) var severity: Severity
  package let confidence: Confidence
  /// Why it is judged as it is: ends of sentences, such as `its checksum is right`.
  package private(set) var reasons: [String]
  /// The name that the value is set in, such as a variable's; nil where none is seen or the file is binary.
  package var name: String?
  package private(set) var standing = SecretStanding.live
  /// What was seen of a value that the score judged; nil where something else decided.
  package let clues: ClueSet?

  init(
    type: SecretType, range: Range<Int>, place: LinePlace?, value: [UInt8], shown: String,
    judgement: SecretScorer,
    name: String?, hashKey: [UInt8]
  ) {
    self.type = type.id
    title = type.title
    self.range = range
    line = place?.line
    column = place?.column
    self.shown = shown
    hash = Redaction.hash(value, key: hashKey)
    severity = judgement.severity
    confidence = judgement.confidence
    reasons = judgement.reasons
    standing = judgement.standing
    clues = judgement.clues
    self.name = name
  }

  /// The title with its article: `an OpenAI API key`.
  package var phrase: String { Article.before(title) }

  /// What the name promises: `password`, `key`, `token` or `secret`.
  package var noun: String { name.map(ValueName.noun) ?? "secret" }

  /// Whether nothing but the name beside it speaks for it: its value is made of words.
  package var isByNameAlone: Bool {
    severity <= .low && confidence == .tentative && type.hasPrefix("generic-")
  }

  /// The match where its place makes it worth less: low, and a note where it is a guess.
  package func lowered(because reason: String, standing: SecretStanding) -> SecretMatch {
    var match = self
    if match.standing != .harmless { match.standing = standing }
    match.severity = min(severity, confidence == .tentative ? .note : .low)
    // The path alone said less.
    match.reasons.removeAll { $0 == SeverityReduction.package.reason }
    match.reasons.append(reason)
    return match
  }

  /// The match at other bytes.
  func moved(to range: Range<Int>) -> SecretMatch {
    var match = self
    match.range = range
    return match
  }
}

/// What a scan of one file gives.
package struct FileSecrets: Codable, Sendable, Hashable {
  /// Sorted by place.
  package var matches: [SecretMatch] = []
  /// What was looked at only in part, and holds nothing unseen that counts; each as a sentence.
  package var cuts: [String] = []
  /// What was not searched, so that a secret may lie there unseen; each as a sentence.
  package var losses: [String] = []
  /// Why nobody asks the image's owner for what was not searched, by the file's path; nil where somebody does.
  package var excuse: String?

  /// The MD5 of the file, by which a package's record knows it; nil where whoever had the bytes did not work it out.
  package var md5: [UInt8]?
  /// Whether what it lacks has its cause in this run and not in the file.
  package var isOfThisRun = false

  /// Whether there is nothing to say.
  package var isEmpty: Bool { matches.isEmpty && cuts.isEmpty && losses.isEmpty }

  package init(matches: [SecretMatch] = [], cuts: [String] = [], losses: [String] = []) {
    self.matches = matches
    self.cuts = cuts
    self.losses = losses
  }
}

/// Bounds of a scan. What a bound cuts off is in `FileSecrets.cuts`, or in `losses` where it may be worse than what is
/// listed.
package struct SecretLimits: Sendable, Hashable {
  /// Bytes that are scanned at a time, and buffered where a file comes in pieces.
  package var blockBytes = 1 << 20
  /// Bytes of a file that a structured parser reads.
  package var structuredBytes = 8 << 20
  /// Matches of one type in one file that are listed; those beyond are counted.
  package var matchesOfType = 10_000
  /// Matches in the files that one task searches; those of files beyond are counted.
  package var matches = 100_000
  /// What the files inside one archive file may cost.
  package var inside = InsideLimits()

  package init() {}
}
