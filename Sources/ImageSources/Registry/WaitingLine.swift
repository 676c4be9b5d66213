import Foundation
import Transfer

/// Layers that came, and wait to be read in their order.
final class WaitingLine: @unchecked Sendable {
  enum Step {
    case piece([UInt8])
    /// The layer ended: it is there, or not, or something kept it from coming.
    case end(Result<Bool, SourceFailure>)
  }

  private struct Layer {
    var pieces: [[UInt8]] = []
    var outcome: Result<Bool, SourceFailure>?
  }

  /// Bytes of a piece to which more is added.
  private static let pieceBytes = 256 << 10
  /// Bytes that the layer that is read may have beyond the limit.
  private static let readBytes = 1 << 20
  /// Seconds between two looks whether anybody reads on.
  private static let patienceSeconds = 0.2

  private let limit: Int
  private let isRead: @Sendable () -> Bool
  private let condition = NSCondition()
  private var layers: [Layer]
  /// The layer that is fetched next, and the one that is read.
  private var (next, read) = (0, 0)
  /// Bytes that wait.
  private var held = 0
  private var threads: Int
  private var isClosed = false

  init(layers: Int, threads: Int, limit: Int, isWanted: @escaping @Sendable () -> Bool) {
    self.layers = Array(repeating: Layer(), count: layers)
    self.threads = threads
    self.limit = limit
    isRead = isWanted
  }

  /// Whether the layers are still to come.
  var isWanted: Bool { isRead() && !condition.withLock { isClosed } }

  // MARK: Who fetches

  /// The number of a layer to fetch; nil where none is left.
  func begin() -> Int? {
    condition.withLock {
      guard next < layers.count, !isClosed else { return nil }
      next += 1
      return next - 1
    }
  }

  /// Waits until there is room; false where nobody wants the bytes any more.
  func put(_ bytes: RawSpan, _ number: Int) -> Bool {
    let bytes = bytes.copy()
    return condition.withLock {
      while held >= limit, number != read || layers[number].pieces.count * Self.pieceBytes >= Self.readBytes {
        guard waits() else { return false }
      }
      guard !isClosed else { return false }
      held += bytes.count
      if let last = layers[number].pieces.indices.last, layers[number].pieces[last].count < Self.pieceBytes {
        layers[number].pieces[last] += bytes
      } else {
        layers[number].pieces.append(bytes)
      }
      condition.broadcast()
      return true
    }
  }

  /// A layer came, or does not.
  func end(_ number: Int, _ outcome: Result<Bool, SourceFailure>) {
    condition.withLock {
      layers[number].outcome = outcome
      condition.broadcast()
    }
  }

  /// A thread fetches no more.
  func leave() {
    condition.withLock {
      threads -= 1
      condition.broadcast()
    }
  }

  // MARK: Who reads

  /// What comes next of a layer; those before it are read.
  func take(_ number: Int) -> Step {
    condition.withLock {
      if read != number {
        read = number
        condition.broadcast()
      }
      while layers[number].pieces.isEmpty {
        if let outcome = layers[number].outcome { return .end(outcome) }
        guard waits() else { return .end(.failure(SourceFailure("the reader stopped"))) }
      }
      let piece = layers[number].pieces.removeFirst()
      held -= piece.count
      condition.broadcast()
      return .piece(piece)
    }
  }

  /// Wants no more, and waits for the threads.
  func close() {
    condition.withLock {
      isClosed = true
      layers = layers.map { _ in Layer() }
      condition.broadcast()
      while threads > 0 { condition.wait() }
    }
  }

  /// Waits for what others do; false where it is not wanted any more.
  private func waits() -> Bool {
    guard !isClosed, isRead() else { return false }
    _ = condition.wait(until: Date(timeIntervalSinceNow: Self.patienceSeconds))
    return !isClosed
  }
}
