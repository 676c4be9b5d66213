import ArchiveIO
import Foundation
import Secrets

/// The large files of one layer on their way to their search: what comes is searched in its order, by one thread of the pool
/// at a time.
final class LargeFiles: @unchecked Sendable {
  enum Step {
    case start(Int, path: [UInt8], size: Int)
    case piece(HeldPiece, offset: Int64)
    case end
  }

  /// Steps that may wait; a piece has four megabytes at most, and most are kept where the reader put them.
  private static let mostWaiting = 8

  private let layer: SearchedLayer
  private let scanner: SecretScanner
  private let condition = NSCondition()
  private var waiting: [Step] = []
  /// Whether a thread has the turn, or will have it.
  private var hasTurn = false

  // Only who has the turn uses these.
  private var made: LayerSecrets?
  private var entry = 0

  init(of layer: SearchedLayer, _ scanner: SecretScanner) {
    self.layer = layer
    self.scanner = scanner
  }

  /// Adds a step, once there is room for it. True where a thread has to take the turn.
  func add(_ step: Step) -> Bool {
    if case .start = step { layer.begin() }
    return condition.withLock {
      while waiting.count >= Self.mostWaiting { condition.wait() }
      waiting.append(step)
      defer { hasTurn = true }
      return !hasTurn
    }
  }

  /// Takes the turn: does what waits until there is nothing more.
  func work() {
    while let step = next() { perform(step) }
  }

  private func next() -> Step? {
    condition.withLock {
      guard !waiting.isEmpty else {
        hasTurn = false
        return nil
      }
      condition.signal()
      return waiting.removeFirst()
    }
  }

  private func perform(_ step: Step) {
    let secrets = made ?? LayerSecrets(scanner)
    made = secrets
    switch step {
    case .start(let entry, let path, let size):
      self.entry = entry
      secrets.startPortion()
      secrets.start(entry, path: path[...], size: size)
    case .piece(let piece, let offset):
      piece.withBytes { secrets.receive($0, at: offset) }
    case .end:
      secrets.end()
      layer.end(secrets.takeFound(entry).map { [entry: $0] } ?? [:])
    }
  }
}
