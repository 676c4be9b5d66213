import Findings
import Images
import Policies
import Rules

/// Runs rules over what was read and makes findings of what they saw.
struct Judge {
  let rules: [Rule]
  let policy: Policy

  /// The findings of one image. `distinguishedBy` goes into fingerprints where one name stands for several images.
  func findings(_ image: ImageFacts, distinguishedBy extra: String) -> [Finding] {
    let resolver = PlaceResolver(image: image)
    var seen: [Fingerprint: Int] = [:]
    var findings: [Finding] = []
    for rule in rules {
      switch rule.check {
      case .image(let check):
        for match in check(image, policy).sorted(by: Self.isBefore) {
          let fingerprint = Fingerprint(
            parts: [rule.id, image.name, extra, Self.key(match.place), match.subject])
          let number = seen[fingerprint, default: 0] + 1
          seen[fingerprint] = number
          findings.append(finding(rule, match, resolver, fingerprint.numbered(number)))
        }
      case .compose, .host: continue
      }
    }
    return findings
  }

  private func finding(
    _ rule: Rule, _ match: Match, _ resolver: PlaceResolver, _ fingerprint: Fingerprint
  ) -> Finding {
    var finding = Finding(
      rule: rule.id,
      severity: match.severity ?? rule.description.severity,
      confidence: match.confidence ?? rule.description.confidence,
      message: match.message,
      fix: match.fix ?? rule.description.fix,
      fingerprint: fingerprint,
      location: resolver.location(match.place),
      related: match.related.map {
        Finding.Related(location: resolver.location($0.place), message: $0.message)
      },
      state: match.state,
      origin: resolver.origin(match.place),
      bytes: match.bytes)
    if rule.isSecret { finding.secretHash = match.subject }
    return finding
  }

  /// What of a place stays the same when an image is built again: neither layer nor line.
  private static func key(_ place: Place) -> String {
    switch place {
    case .image: "image"
    case .config(let field): "config " + field.prefix { $0 != "[" }
    case .history: "history"
    case .layer: "layer"
    case .file(_, let path, _): "file " + path.shown
    case .compose(let key): "compose " + key
    }
  }

  /// An order that does not depend on how a rule went about it.
  private static func isBefore(_ left: Match, _ right: Match) -> Bool {
    (Self.order(left.place), left.subject, left.message) < (
      Self.order(right.place), right.subject, right.message
    )
  }

  /// A place as text that sorts by kind, then layer or step, then path and line.
  private static func order(_ place: Place) -> String {
    switch place {
    case .image: "0"
    case .config(let field): "1" + field
    case .history(let step): "2" + pad(step)
    case .layer(let layer): "3" + pad(layer)
    case .file(let layer, let path, let line): "4" + pad(layer) + path.shown + "\u{0}" + pad(line ?? 0)
    case .compose(let key): "5" + key
    }
  }

  private static func pad(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 9 - digits.count)) + digits
  }
}

extension [Finding] {
  /// The worst first; one's own before those of the base image; then by rule and place, so that the order never
  /// depends on the order of the work.
  func ranked() -> [Finding] {
    // Small ranks move instead of findings, which hold much.
    let ranks = indices.map { Rank(self[$0], position: $0) }
    return ranks.sorted(by: <).map { self[$0.position] }
  }

  private struct Rank: Comparable {
    let severity: Severity
    let isOfBase: Bool
    let rule: String
    let position: Int

    init(_ finding: Finding, position: Int) {
      severity = finding.severity
      isOfBase = finding.origin == .base
      rule = finding.rule
      self.position = position
    }

    static func < (left: Rank, right: Rank) -> Bool {
      if left.severity != right.severity { return left.severity > right.severity }
      if left.isOfBase != right.isOfBase { return right.isOfBase }
      if left.rule != right.rule { return left.rule < right.rule }
      return left.position < right.position
    }
  }
}
