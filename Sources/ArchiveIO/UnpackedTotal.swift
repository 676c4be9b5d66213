import Synchronization

/// What all packed blobs of one archive unpacked to so far, whichever threads unpacked them.
package final class UnpackedTotal: Sendable, Hashable {
  private let count = Atomic<Int64>(0)

  package init() {}

  package var bytes: Int64 { count.load(ordering: .relaxed) }

  /// Counts some more; all of it is the answer.
  @discardableResult
  package func add(_ bytes: Int64) -> Int64 { count.add(bytes, ordering: .relaxed).newValue }

  package static func == (left: UnpackedTotal, right: UnpackedTotal) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
