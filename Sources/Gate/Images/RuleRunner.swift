import Dockerfiles
import Findings
import Images
import Policies
import Rules

/// Runs rules over what was read and makes findings of what they saw.
struct RuleRunner {
  let rules: [Rule]
  let policy: Policy
  /// Told of each rule's findings as they are made.
  var soFar: FindingsSoFar?

  /// The findings of one image, rule by rule. `identity` goes into fingerprints; nil for the image's name alone. `blame` knows
  /// which lines of a Dockerfile made it.
  func findings(
    _ image: ImageFacts, as identity: ImageIdentity? = nil, blame: DockerfileBlame? = nil
  ) -> [Finding] {
    let identity = identity ?? ImageIdentity(name: image.name)
    let resolver = LocationResolver(image: image, blame: blame.map { ImageBlame(image: image, blame: $0) })
    let own = rules.filter { rule in
      if case .image = rule.check { image.gap(in: rule.needs) == nil } else { false }
    }
    return own.sideBySide { rule -> [Finding] in
      guard case .image(let check) = rule.check else { return [] }
      var seen: [Fingerprint: Int] = [:]
      let findings = check(image, policy).sorted(by: Self.isBefore).map { match in
        let fingerprint = Fingerprint(
          parts: [rule.id, identity.name, identity.extra, Self.key(match.place), match.subject])
        let number = seen[fingerprint, default: 0] + 1
        seen[fingerprint] = number
        return finding(rule, match, resolver, fingerprint.numbered(number))
      }
      soFar?.add(findings)
      return findings
    }.flatMap(\.self)
  }

  /// The rules that would speak, were it not that a part of the image was not read on which their claims rest.
  func unchecked(_ image: ImageFacts) -> [Incomplete] {
    rules.compactMap { rule in
      guard let gap = image.gap(in: rule.needs), case .image(let check) = rule.check,
        !check(image, policy).isEmpty
      else { return nil }
      return Incomplete(what: rule.id, why: "cannot be decided: \(gap)")
    }
  }

  /// The findings of all images of a run together.
  func findings(together images: [ImageFacts]) -> [Finding] {
    rules.flatMap { rule -> [Finding] in
      guard case .images(let check) = rule.check else { return [] }
      return check(images, policy).map { position, match in
        let image = images[position]
        let fingerprint = Fingerprint(parts: [rule.id, image.name, Self.key(match.place), match.subject])
        return finding(rule, match, LocationResolver(image: image), fingerprint)
      }
    }
  }

  private func finding(
    _ rule: Rule, _ match: Match, _ resolver: LocationResolver, _ fingerprint: Fingerprint
  ) -> Finding {
    let place = resolver.place(match)
    return Finding(
      rule: rule.id,
      severity: match.severity ?? rule.description.severity,
      confidence: match.confidence ?? rule.description.confidence,
      message: match.message,
      fix: match.fix ?? rule.description.fix,
      fingerprint: fingerprint,
      location: place.location,
      related: place.related,
      state: match.state,
      origin: place.origin,
      bytes: match.bytes,
      secretHash: rule.isSecret ? match.subject : nil,
      facts: match.facts.map { $0.scoped(image: resolver.image.scope, project: "") },
      overrides: match.overrides)
  }

  /// What of a place stays the same when an image is built again: neither layer nor line.
  private static func key(_ place: SymbolicLocation) -> String {
    switch place {
    case .image: "image"
    case .config(let field): "config " + field.prefix { $0 != "[" }
    case .history: "history"
    case .layer: "layer"
    case .file(_, let path, _): "file " + path.shown
    case .compose(let key): "compose " + key.text
    case .source(let file, _, _): "source " + file
    }
  }

  /// An order that does not depend on how a rule went about it.
  private static func isBefore(_ left: Match, _ right: Match) -> Bool {
    (Self.order(left.place), left.subject, left.message) < (
      Self.order(right.place), right.subject, right.message
    )
  }

  /// A place as text that sorts by kind, then layer or step, then path and line.
  private static func order(_ place: SymbolicLocation) -> String {
    switch place {
    case .image: "0"
    case .config(let field): "1" + field
    case .history(let step): "2" + pad(step)
    case .layer(let layer): "3" + pad(layer)
    case .file(let layer, let path, let line): "4" + pad(layer) + path.shown + "\u{0}" + pad(line ?? 0)
    case .compose(let key): "5" + key.text
    case .source(let file, let line, let column): "6" + file + "\u{0}" + pad(line) + pad(column)
    }
  }

  private static func pad(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 9 - digits.count)) + digits
  }
}
