import ArchiveIO
import Digests
import Synchronization

/// The blobs of a pass that lie unpacked in memory and are still to be digested, by a few cores that take two at a time.
final class DigestLine: Sendable {
  private struct State {
    var waiting: [Int] = []
    /// Cores that digest.
    var cores = 0
  }

  /// How many cores may digest.
  private let mostCores: Int
  private let state = Mutex(State())

  /// - Parameter leavesRoom: whether other work waits. Then half of the cores digest, where two digests in step take hardly longer
  ///   than one: the fewer they are, the fewer blobs are left alone in the end.
  init(leavesRoom: Bool) {
    mostCores = leavesRoom && MessageDigest.goInStep ? max(1, WorkCores.count / 2) : WorkCores.count
  }

  func add(_ blob: Int) { state.withLock { $0.waiting.append(blob) } }

  /// The blob that is next; nil where there is none.
  func next() -> Int? { state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() } }

  /// Calls `body`, which is to take blobs until there is none, unless enough cores do that already.
  func serve(_ body: () -> Void) {
    let isWanted = state.withLock { (state: inout State) -> Bool in
      guard state.cores < mostCores else { return false }
      state.cores += 1
      return true
    }
    guard isWanted else { return }
    repeat { body() } while !leave()
  }

  /// Whether a core may leave: what was added since it found none is left to it.
  private func leave() -> Bool {
    state.withLock { state in
      guard state.waiting.isEmpty else { return false }
      state.cores -= 1
      return true
    }
  }
}
