import Findings
import Foundation

/// The findings of an earlier run, by their fingerprints, which survive rebuilds, shifted lines and renumbered layers.
package struct Baseline: Sendable {
  /// The file it was read from.
  package let file: String
  package let fingerprints: Set<String>

  /// Why a file is no baseline.
  package struct Failure: Error, Sendable, CustomStringConvertible {
    package let description: String
  }

  /// Reads the JSON or SARIF report of an earlier run, or what `imgcheck baseline write` wrote.
  package init(file: String, data: Data) throws(Failure) {
    let object: Any
    do { object = try JSONSerialization.jsonObject(with: data) } catch {
      throw Failure(
        description: "the baseline \(file) is not JSON; pass a JSON or SARIF report of an earlier run")
    }
    guard let top = object as? [String: Any] else { throw Self.unknown(file) }
    self.file = file
    if let runs = top["runs"] as? [[String: Any]] {
      fingerprints = Self.sarif(runs)
    } else if let list = top["findings"] as? [[String: Any]] {
      let suppressed = top["suppressed"] as? [[String: Any]] ?? []
      fingerprints = Set((list + suppressed).compactMap { $0["fingerprint"] as? String })
      guard fingerprints.isEmpty == list.isEmpty else { throw Self.unknown(file) }
    } else {
      throw Self.unknown(file)
    }
  }

  private static func unknown(_ file: String) -> Failure {
    Failure(
      description:
        "the baseline \(file) is not a report of imgcheck; pass a JSON or SARIF report of an earlier run")
  }

  /// Results that were suppressed are known too.
  private static func sarif(_ runs: [[String: Any]]) -> Set<String> {
    let results = runs.flatMap { $0["results"] as? [[String: Any]] ?? [] }
    return Set(
      results.compactMap { ($0["partialFingerprints"] as? [String: Any])?["imgcheckFinding/v1"] as? String })
  }

  /// How this run compares with the earlier one.
  func notes(_ seen: [Finding], known: Int) -> [String] {
    let gone = fingerprints.subtracting(seen.map(\.fingerprint.text)).count
    var notes: [String] = []
    if known > 0 {
      let findings =
        known == 1 ? "1 known finding is" : "\(known) known findings are"
      notes.append("\(file): \(findings) suppressed")
    }
    if gone > 0 {
      let findings = gone == 1 ? "1 finding of the earlier run is" : "\(gone) findings of the earlier run are"
      notes.append("\(file): \(findings) gone")
    }
    return notes
  }

  /// What it suppresses: the findings that were there already.
  var suppressions: Suppressions<Finding, Finding> {
    let own = Suppression<Finding>(terms: Finding.Suppression(kind: .baseline, reason: ""), title: file) {
      fingerprints.contains($0.fingerprint.text)
    }
    return Suppressions(all: [own], today: nil, rule: \.rule)
  }
}
