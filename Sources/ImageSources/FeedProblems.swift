import Findings
import Synchronization

/// What went wrong in the thread of a transfer.
final class FeedProblems: Sendable {
  private let kept = Mutex<[Incomplete]>([])

  func note(_ what: String, _ why: String) {
    kept.withLock { $0.append(Incomplete(what: what, why: SafeText.show(why))) }
  }

  var all: [Incomplete] { kept.withLock { $0 } }
}
