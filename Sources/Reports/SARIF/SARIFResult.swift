import Findings

/// A finding in SARIF's terms: a `result` (section 3.27).
struct SARIFResult {
  private let finding: Finding
  private let checkout: Checkout

  /// Steps of a flow that GitHub shows; of more the first are written.
  static let maximumSteps = 1_000
  /// Related places of a result beside its own one: GitHub refuses a result with more than a thousand places.
  static let maximumRelated = 999

  /// Places of a finding that its result does not list.
  static func unlisted(_ finding: Finding) -> Int {
    max(0, finding.related.count - maximumRelated) + max(0, (finding.steps?.count ?? 0) - maximumSteps)
  }

  init(_ finding: Finding, checkout: Checkout) {
    self.finding = finding
    self.checkout = checkout
  }

  func result(ruleIndex: Int?) -> JSON {
    let place = SARIFPlace(finding.location, checkout)
    let message = SARIFText.plain(finding.messageOfVariant)
    let result: JSON = [
      "ruleId": .text(SafeText.show(finding.rule)),
      "level": .text(finding.severity.level),
      "kind": "fail",
      "message": [
        "text": .text(message),
        "id": "default",
        "arguments": [.text(place.title), .text(message)],
      ],
      "locations": [place.location],
      "partialFingerprints": [
        "primaryLocationLineHash": .text(finding.fingerprint.lineHash),
        "imgcheckFinding/v1": .text(SARIFText.plain(finding.fingerprint.text)),
      ],
      "properties": properties,
    ]
    return result.with("ruleIndex", ruleIndex.map { .number($0) })
      .with("relatedLocations", related)
      .with("codeFlows", codeFlows)
      .with("fixes", finding.edits.map { .list([SARIFFix($0, description: finding.fix, checkout).fix]) })
      .with("suppressions", finding.suppression.map { [Self.suppression($0)] })
  }

  private var related: JSON? {
    guard !finding.related.isEmpty else { return nil }
    return .list(
      finding.related.prefix(Self.maximumRelated).enumerated().map { index, related in
        located(related).with("id", .number(index + 1))
      })
  }

  /// The way that a finding is about: one thread that goes from step to step (section 3.36).
  private var codeFlows: JSON? {
    guard let steps = finding.steps, !steps.isEmpty else { return nil }
    let locations = steps.prefix(Self.maximumSteps).enumerated().map { index, step -> JSON in
      ["location": located(step), "executionOrder": .number(index + 1)]
    }
    return [
      [
        "message": ["text": .text(SARIFText.plain(finding.message))],
        "threadFlows": [["locations": .list(locations)]],
      ]
    ]
  }

  private func located(_ related: Finding.Related) -> JSON {
    SARIFPlace(related.location, checkout).location
      .with("message", ["text": .text(SARIFText.plain(related.message))])
  }

  /// Section 3.35. A comment stands in the file that it is about; all else is outside of it.
  private static func suppression(_ suppression: Finding.Suppression) -> JSON {
    let kind =
      switch suppression.kind {
      case .comment: "inSource"
      case .exception, .baseline: "external"
      }
    let parts = [
      suppression.reason.isEmpty && suppression.kind == .baseline
        ? "It is in the baseline." : suppression.reason,
      suppression.owner.map { "Owner: \($0)." } ?? "", suppression.ticket.map { "Ticket: \($0)." } ?? "",
      suppression.until.map { "Until \($0)." } ?? "",
    ]
    return [
      "kind": .text(kind), "status": "accepted",
      "justification": .text(SARIFText.plain(parts.filter { !$0.isEmpty }.joined(separator: " "))),
    ]
  }

  private var properties: JSON {
    JSON.object([
      "severity": .text(finding.severity.rawValue), "confidence": .text(finding.confidence.rawValue),
    ])
    .with("fix", .text(SafeText.show(finding.fix)))
    .with("state", finding.state.map { .text($0.rawValue) })
    .with("alsoRules", finding.alsoRules.map { .list($0.map { .text(SafeText.show($0)) }) })
    .with("origin", finding.origin.map { .text($0.rawValue) })
    .with("layer", finding.location.layer.map { .number($0) })
    .with("diffID", finding.location.diffID.map { .text(SafeText.show($0)) })
    .with("instruction", finding.location.instruction.map { .text(SafeText.show($0)) })
  }
}

extension Fingerprint {
  /// The form in which GitHub writes its own line hashes: hexadecimal digits, a colon and a count.
  var lineHash: String {
    // A report that was read may hold anything; then it is hashed once more.
    let known = text.wholeMatch(of: /([0-9a-f]{16})[0-9a-f]{16}(?:-([1-9][0-9]*))?/)
    guard let known else { return Fingerprint(parts: [text]).lineHash }
    return "\(known.output.1):\(known.output.2 ?? "1")"
  }
}
