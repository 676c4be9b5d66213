import Compose
import Findings
import PatternScan
import Rules
import Secrets

/// Looks for secrets in the text of compose files, where no name gives them away.
struct ComposeSecrets {
  let scanner: SecretScanner
  /// The rules that run, among them those for types of secrets.
  let rules: [Rule]

  /// The secrets in the text of the project's compose files; `others` are the matches of rules that go by names, which
  /// may be about the same values.
  func matches(in project: Project, besides others: [PlacedMatch]) throws(PatternError) -> [PlacedMatch] {
    var known: [String: Rule]?
    var named: [String: [PlacedMatch]]?
    var scan = try FileScan(scanner)
    var placed: [PlacedMatch] = []
    for file in project.composeFiles {
      guard let source = project.sources[file] else { continue }
      for secret in try scan.scan(source.bytes.span, path: file).matches where secret.member == nil {
        let span = source.span(secret.range.lowerBound, secret.range.upperBound)
        // Most files hold no secret, so the rules are looked up by name only from the first on.
        let byName =
          known ?? Dictionary(rules.lazy.filter(\.isSecret).map { ($0.id, $0) }) { first, _ in first }
        known = byName
        guard let rule = byName["secret-" + secret.type] else { continue }
        let byFile =
          named
          ?? Dictionary(
            grouping: others.filter { $0.match.facts.contains { $0.kind == .secret } }, by: \.site.span.file)
        named = byFile
        var match = Self.match(secret)
        match.facts = byFile[file, default: []].filter { $0.site.span.meets(span) }.flatMap(\.match.facts)
        placed.append(PlacedMatch(rule: rule, match: match, key: "", site: Site(span: span, related: [])))
      }
    }
    return placed
  }

  private static func match(_ secret: SecretMatch) -> Match {
    let reasons = secret.reasons.isEmpty ? "" : ": " + secret.reasons.joined(separator: "; ")
    return Match(
      .compose(key: ""), "A \(secret.title) is written in the file (\(secret.shown))\(reasons).",
      subject: secret.hash,
      fix: "Withdraw it and make a new one; give it to the container as a Compose secret or a variable.",
      severity: secret.severity, confidence: secret.confidence)
  }
}

extension Compose.Span {
  /// Whether both have a character in common.
  fileprivate func meets(_ other: Compose.Span) -> Bool { start < other.end && other.start < end }
}
