import Findings
import Images
import Policies
import Reports
import Rules

/// Judges both sides of a pair by one policy, and compares what is found.
struct DiffJudgement {
  let check: Check
  let policy: Policy
  /// The Dockerfiles of the images of the new side; nothing says what the old ones were built from.
  private let blames: BlameChoice
  /// The rules that the policy leaves on.
  private let active: [Rule]
  private let rules: [Rule]

  init(check: Check, policy: Policy, blames: BlameChoice) {
    self.check = check
    self.policy = policy
    self.blames = blames
    active = check.allRules.filter { policy.rules.isOn($0.id) }
    rules = active.filter { $0.isOfImages && (check.looksForSecrets || !$0.isSecret) }
  }

  /// What the policy demands of an image and could not be looked at.
  func unchecked(_ side: DiffSide) -> [Incomplete] {
    guard let image = side.facts else { return [] }
    let requirements = UncheckedRequirements.of(image, policy) { id in active.contains { $0.id == id } }
    let kept = assertions.isEmpty ? [] : findings(side, as: side.identity).filter(\.counts).map(\.finding)
    let unasserted = asserted(
      image, as: side.identity, kept: kept.filter { !$0.rule.hasPrefix(Assertion.rulePrefix) })
    return
      (requirements + RuleRunner(rules: rules, policy: policy).unchecked(image) + unasserted.incomplete).map {
        Incomplete(what: "new \(side.title): \($0.what)", why: $0.why)
      }
  }

  /// What is to be said of the new side's Dockerfile.
  func notes(_ side: DiffSide) -> [String] {
    guard let image = side.facts, let note = blames.blame(image)?.note(image) else { return [] }
    return [note]
  }

  /// Two images: both as if they had the new one's name, so that a renamed one is no other.
  func compare(_ pair: (old: DiffSide, new: DiffSide)) -> FindingComparison {
    FindingComparison(
      findings(pair.old, as: pair.new.identity),
      findings(pair.new, as: pair.new.identity, isNew: true),
      isJudged: { _ in true })
  }

  /// An image and the report of an earlier run, whose fingerprints bear the name that it had then.
  func compare(
    _ pair: (old: DiffSide, new: DiffSide), with report: Report
  ) -> (comparison: FindingComparison, notCompared: [String]) {
    let own = findings(pair.new, as: pair.new.identity, isNew: true)
    let then =
      pair.old.identity == pair.new.identity
      ? own : findings(pair.new, as: pair.old.identity, isNew: true)
    let new = zip(own, then).map {
      FindingComparison.Known(finding: $0.finding, key: $1.key, counts: $0.counts)
    }
    let counted = report.findings.map {
      FindingComparison.Known(finding: $0, key: $0.fingerprint, counts: true)
    }
    let others = (report.suppressed ?? []).map {
      FindingComparison.Known(finding: $0, key: $0.fingerprint, counts: false)
    }
    let asserted = Set(assertions.map(\.rule))
    let names = asserted.union(rules.map(\.id))
    let ofImage = (counted + others).filter { known in
      let places = names.contains(known.finding.rule) ? known.finding.related.map(\.location) : []
      // A finding at a line of a Dockerfile names its image in a related place.
      // An assertion about a run as a whole stands in the policy.
      return asserted.contains(known.finding.rule) && known.finding.location.image == nil
        || ([known.finding.location] + places).contains { $0.image == pair.old.summary.name }
    }
    // Of several images of one name it does not show which one a finding is of.
    let isClear = !pair.old.isOneOfSeveral
    let comparison = FindingComparison(ofImage, new, isJudged: { isClear && names.contains($0) })
    let unknown = Set(ofImage.map(\.finding.rule)).subtracting(names).sorted()
    var notCompared = isClear ? [] : ["gone findings, because the report has several images of this name"]
    if !unknown.isEmpty {
      notCompared.append("findings of rules that this run does not know: \(unknown.joined(separator: ", "))")
    }
    return (comparison, notCompared)
  }

  /// The findings of an image in the order of the rules, whatever the identity is.
  private func findings(
    _ side: DiffSide, as identity: ImageIdentity, isNew: Bool = false
  ) -> [FindingComparison.Known] {
    guard let image = side.facts else { return [] }
    var found = RuleRunner(rules: rules, policy: policy).findings(
      image, as: identity, blame: isNew ? blames.blame(image) : nil)
    let evaluator = evaluator(image)
    var verdicts = evaluator.judge(found)
    let more = asserted(image, as: identity, kept: verdicts.kept).findings
    if !more.isEmpty {
      found += more
      verdicts = evaluator.judge(found)
    }
    let kept = Self.byFingerprint(SameFact.merged(verdicts.kept))
    let suppressed = Self.byFingerprint(verdicts.suppressed)
    return found.compactMap { finding in
      guard let judged = kept[finding.fingerprint] ?? suppressed[finding.fingerprint] else { return nil }
      return FindingComparison.Known(
        finding: judged, key: finding.fingerprint, counts: kept[finding.fingerprint] != nil)
    }
  }

  private func evaluator(_ image: ImageFacts) -> PolicyEvaluator {
    PolicyEvaluator(
      policy: policy, today: check.today, severities: check.severities(rules), tags: [image.name: image.tags])
  }

  /// The policy's assertions that are on.
  private var assertions: [Assertion] { policy.assertions.filter { policy.rules.isOn($0.rule) } }

  /// What the assertions find of one image, as if nothing else were in the run.
  private func asserted(_ image: ImageFacts, as identity: ImageIdentity, kept: [Finding]) -> (
    findings: [Finding], incomplete: [Incomplete]
  ) {
    guard !assertions.isEmpty else { return ([], []) }
    let values = AssertionValues(
      [image], [], ImageMatching([image]), findings: SameFact.merged(kept), today: check.today)
    let result = AssertionCheck(assertions, values, as: identity)
    return (result.findings, result.incomplete)
  }

  private static func byFingerprint(_ findings: [Finding]) -> [Fingerprint: Finding] {
    Dictionary(findings.map { ($0.fingerprint, $0) }) { first, _ in first }
  }
}

extension Rule {
  /// Whether it judges images by themselves.
  fileprivate var isOfImages: Bool {
    switch check {
    case .image: true
    case .compose, .cross, .host, .images: false
    }
  }
}
