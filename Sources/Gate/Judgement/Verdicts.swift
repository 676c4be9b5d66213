import Compose
import Findings
import Policies

/// Holds findings against a policy: severities, then exceptions.
struct Verdicts {
  let policy: Policy
  /// Today as `YYYY-MM-DD`; nil where no exception shall expire.
  let today: String?
  /// The severity of each rule by itself.
  let severities: [String: Severity]
  /// The tags of each image, by its stable name.
  let tags: [String: [String]]

  /// Findings that count and those that do not, and what is to be said of the exceptions.
  struct Result {
    var kept: [Finding] = []
    var suppressed: [Finding] = []
    var notes: [String] = []
  }

  func judge(_ findings: [Finding]) -> Result {
    var result = Result()
    let exceptions = policy.exceptions + policy.secrets.allowances.map(\.exception)
    guard !exceptions.isEmpty || policy.rules.setsSeverities else {
      result.kept = findings
      return result
    }
    var used = Set<Int>()
    for var finding in findings {
      if let severity = policy.rules.severity(of: finding.rule) {
        finding.severity = severity.shifted(as: finding.severity, from: severities[finding.rule])
      }
      let fitting = exceptions.indices.filter { exceptions[$0].covers(finding, tags: tags) }
      used.formUnion(fitting)
      guard let holding = fitting.first(where: { exceptions[$0].holds(on: today) }) else {
        result.kept.append(finding)
        continue
      }
      let exception = exceptions[holding]
      finding.suppression = Finding.Suppression(
        kind: .exception, reason: exception.reason, until: exception.until, owner: exception.owner,
        ticket: exception.ticket)
      result.suppressed.append(finding)
    }
    result.notes = exceptions.indices.compactMap { index in
      let exception = exceptions[index]
      let title =
        "\(exception.span.map { "\($0): " } ?? "")the exception for \(exception.rules.map(\.text).joined(separator: ", "))"
      guard used.contains(index) else { return "\(title) suppresses nothing in this run" }
      guard exception.holds(on: today) else {
        return "\(title) expired on \(exception.until ?? ""), so its findings count again"
      }
      return nil
    }
    return result
  }
}

extension Severity {
  /// What a fact raised or lowered stays raised or lowered by as many steps.
  fileprivate func shifted(as found: Severity, from usual: Severity?) -> Severity {
    guard let usual else { return self }
    let rank = min(max(rank + found.rank - usual.rank, 0), Severity.critical.rank)
    return Severity.allCases[rank]
  }
}

extension PolicyException {
  /// Whether all that the exception says of a place fits a finding.
  func covers(_ finding: Finding, tags: [String: [String]]) -> Bool {
    let place = finding.location
    let images = place.image.map { [$0] + tags[$0, default: []] } ?? []
    return rules.contains { $0.matches(finding.rule) }
      && fits(services, place.key.flatMap(Key.service(of:)).map { [$0] } ?? [])
      && fits(self.images, images)
      && fits(paths: [place.path, place.file].compactMap(\.self))
      && fits(keys, place.key.map { [$0] } ?? [])
      && (layer.map { place.diffID?.hasPrefix($0) == true || place.diffID?.hasPrefix("sha256:" + $0) == true }
        ?? true)
      && (hash.map { finding.secretHash == $0 } ?? true)
      && (fingerprint.map { finding.fingerprint.text == $0 } ?? true)
  }

  /// No glob fits all; a place that has no such name fits no glob.
  private func fits(_ globs: [Glob], _ names: [String]) -> Bool {
    globs.isEmpty || names.contains { name in globs.contains { $0.matches(name) } }
  }

  private func fits(paths names: [String]) -> Bool {
    paths.isEmpty || names.contains { name in paths.contains { $0.matches(path: Array(name.utf8)) } }
  }
}
