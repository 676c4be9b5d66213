import Compose
import Findings
import PatternScan
import Rules
import Secrets

/// Looks for secrets in the text of compose files, where no name gives them away.
struct ComposeSecrets {
  /// The rules for types of secrets that run, by their ids.
  private let rules: [String: Rule]
  private let scanner: SecretScanner
  /// One core's scan, whose working memory serves all projects; made for the first.
  private let scan = Scan()

  private final class Scan {
    var current: FileScan?
  }

  init(scanner: SecretScanner, rules: [Rule]) {
    self.scanner = scanner
    self.rules = Dictionary(rules.lazy.filter(\.isSecret).map { ($0.id, $0) }) { first, _ in first }
  }

  private func search(_ source: Source, _ file: String) throws(PatternError) -> FileSecrets {
    if scan.current == nil { scan.current = try FileScan(scanner) }
    return try scan.current?.scan(source.bytes.span, path: file) ?? FileSecrets()
  }

  /// The secrets in the text of the project's compose files; `others` are the matches of rules that go by names, which
  /// may be about the same values.
  func matches(
    in project: Project, besides others: [PlacedMatch]
  ) throws(PatternError) -> (placed: [PlacedMatch], notes: [String], incomplete: [Incomplete]) {
    var named: [String: [PlacedMatch]]?
    var placed: [PlacedMatch] = []
    var notes: [String] = []
    var incomplete: [Incomplete] = []
    for file in project.composeFiles {
      guard let source = project.sources[file] else { continue }
      let found = try search(source, file)
      notes += found.cuts.map { "\(file): searched for secrets, but \($0)" }
      incomplete += found.losses.map { Incomplete(what: "secrets in \(file)", why: $0) }
      for secret in found.matches where secret.member == nil {
        let span = source.span(secret.range.lowerBound, secret.range.upperBound)
        guard let rule = rules["secret-" + secret.type] else { continue }
        let byFile =
          named
          ?? Dictionary(
            grouping: others.filter { $0.match.facts.contains { $0.kind == .secret } }, by: \.site.span.file)
        named = byFile
        var match = Self.match(secret, isDefault: Self.isDefault(secret, in: source.bytes))
        match.facts = byFile[file, default: []].filter { $0.site.span.meets(span) }.flatMap(\.match.facts)
        placed.append(PlacedMatch(rule: rule, match: match, key: "", site: ResolvedLocation(span: span)))
      }
    }
    return (placed, notes, incomplete)
  }

  /// Whether a value stands in what a variable falls back to, as in `${DATABASE_URL:-...}` (Compose Spec,
  /// interpolation): a password there is most often that of a first try, and the one in use comes from elsewhere. What only
  /// a service gives out is a secret wherever it stands.
  private static func isDefault(_ secret: SecretMatch, in bytes: [UInt8]) -> Bool {
    guard secret.type == "url-credentials" || secret.type.hasPrefix("generic-") else { return false }
    let before = bytes[..<secret.range.lowerBound]
    let line = before[(before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)...]
    var openings: [Int] = []
    for (index, byte) in zip(line.indices, line) {
      if byte == UInt8(ascii: "{"), index > line.startIndex, line[index - 1] == UInt8(ascii: "$") {
        openings.append(index)
      } else if byte == UInt8(ascii: "}") {
        _ = openings.popLast()
      }
    }
    guard let name = openings.last.map({ line[($0 + 1)...].drop { $0.isWordByte } }) else { return false }
    return name.starts(with: ":-".utf8) || name.starts(with: "-".utf8)
  }

  private static func match(_ secret: SecretMatch, isDefault: Bool) -> Match {
    let told = secret.reasons + (isDefault ? ["it is a variable's default value"] : [])
    let reasons = told.isEmpty ? "" : "; " + told.joined(separator: ", and ")
    let shown = secret.shown == "..." ? "" : " (\(secret.shown))"
    return Match(
      .compose(key: ""), "\(secret.name ?? "The compose file") holds \(secret.phrase)\(shown)\(reasons).",
      subject: secret.hash,
      fix:
        "Revoke the secret and issue a new one. Pass it under `secrets`, or in a variable that the file only names.",
      severity: isDefault ? min(secret.severity, .medium) : secret.severity, confidence: secret.confidence)
  }
}

extension SourceSpan {
  /// Whether both have a character in common.
  fileprivate func meets(_ other: SourceSpan) -> Bool { start < other.end && other.start < end }
}

extension UInt8 {
  /// Whether it may stand in a variable's name.
  fileprivate var isWordByte: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
