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

  /// The secrets of the project's compose files that no other match stands beside, on the same line.
  func matches(in project: Project, besides others: [PlacedMatch]) throws(PatternError) -> [PlacedMatch] {
    let told = Set(
      others.filter { $0.rule.id == "compose-literal-credential" }.map { Line($0.site.span) })
    var known: [String: Rule]?
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
        guard !told.contains(Line(span)), let rule = byName["secret-" + secret.type] else { continue }
        placed.append(
          PlacedMatch(rule: rule, match: Self.match(secret), key: "", site: Site(span: span, related: [])))
      }
    }
    return placed
  }

  private struct Line: Hashable {
    let file: String
    let number: Int

    init(_ span: Compose.Span) {
      file = span.file
      number = span.start.line
    }
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
