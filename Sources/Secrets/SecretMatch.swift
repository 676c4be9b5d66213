import Findings

/// One secret in one file: where, how sure, how bad, and nothing of its value but a public beginning.
package struct SecretMatch: Sendable, Hashable {
  /// The type's id, without `secret-`.
  package let type: String
  /// The type's title.
  package let title: String
  /// The secret's bytes, counted from the start of the file, or of the member where `member` is given.
  package let range: Range<Int>
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

  /// Whether nothing but the name beside it speaks for it: its value is made of words.
  package var isByNameAlone: Bool {
    severity <= .low && confidence == .tentative && type.hasPrefix("generic-")
  }

  /// The match where its place makes it worth less: low, and a note where it is a guess.
  package func lowered(because reason: String) -> SecretMatch {
    var match = self
    match.severity = min(severity, confidence == .tentative ? .note : .low)
    // The path alone said less.
    match.reasons.removeAll { $0 == Demotion.package.reason }
    match.reasons.append(reason)
    return match
  }
}

/// What a scan of one file gives.
package struct FileSecrets: Sendable, Hashable {
  /// Sorted by place.
  package var matches: [SecretMatch] = []
  /// What was not looked at, each as a sentence; empty when all was.
  package var cuts: [String] = []

  package init(matches: [SecretMatch] = [], cuts: [String] = []) {
    self.matches = matches
    self.cuts = cuts
  }
}

/// Bounds of a scan. What a bound cuts off is said in `FileSecrets.cuts`.
package struct SecretLimits: Sendable, Hashable {
  /// Bytes that are scanned at a time, and buffered where a file comes in pieces.
  package var blockBytes = 1 << 20
  /// Bytes of a file that a structured parser reads.
  package var structuredBytes = 8 << 20
  /// Matches of one type in one file.
  package var matchesOfType = 100
  /// Bytes unpacked from one archive file, over all its members.
  package var unpackedBytes = 1 << 30
  /// Members read of one archive file.
  package var members = 100_000

  package init() {}
}
