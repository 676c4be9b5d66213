import Findings
import Synchronization

/// The findings that a run has made, kept for a run that does not end in its time.
package final class FindingsSoFar: Sendable {
  private let found = Mutex<[Finding]>([])

  package init() {}

  func add(_ findings: [Finding]) {
    guard !findings.isEmpty else { return }
    found.withLock { $0 += findings }
  }

  /// Each once, the gravest where two policies judged it.
  var all: [Finding] {
    var positions: [Fingerprint: Int] = [:]
    var all: [Finding] = []
    for finding in found.withLock({ $0 }) {
      guard let position = positions[finding.fingerprint] else {
        positions[finding.fingerprint] = all.count
        all.append(finding)
        continue
      }
      if finding.severity > all[position].severity { all[position] = finding }
    }
    return all
  }
}
