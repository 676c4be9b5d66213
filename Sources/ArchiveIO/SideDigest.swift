import Digests
import Foundation

/// A digest that another core works out, a few pieces behind the one who has the bytes and looks at them: of a stream there
/// is nothing else to do side by side.
@safe final class SideDigest {
  /// Bytes below which handing a piece over costs more than hashing it.
  private static let shortestHandedOver = 32 << 10

  private let hash: MessageDigest
  private var worker: Worker?
  /// Whether a piece was handed over that nobody keeps where it is.
  private var isBorrowing = false

  init(_ function: HashFunction) { hash = MessageDigest(function) }

  deinit { worker?.end() }

  /// Takes the next piece, which stays where it is.
  func take(_ piece: HeldPiece) {
    returnBorrowed()
    guard unsafe isWorthwhile(piece.bytes) else { return unsafe hash.update(piece.bytes) }
    giveWorker(piece)
  }

  /// Takes the next piece, which must stay where it is until `returnBorrowed` or `finish`.
  func take(_ piece: UnsafeRawBufferPointer) {
    returnBorrowed()
    guard unsafe isWorthwhile(piece) else { return unsafe hash.update(piece) }
    isBorrowing = true
    unsafe giveWorker(HeldPiece(piece) {})
  }

  /// Whether the worker has to have a piece, or is worth its price.
  private func isWorthwhile(_ piece: UnsafeRawBufferPointer) -> Bool {
    piece.count >= Self.shortestHandedOver || worker?.isIdle == false
  }

  private func giveWorker(_ piece: HeldPiece) {
    let worker = worker ?? Worker(hash)
    self.worker = worker
    worker.take(piece)
  }

  /// Waits until a piece that nobody keeps where it is is digested.
  func returnBorrowed() {
    guard isBorrowing else { return }
    worker?.wait()
    isBorrowing = false
  }

  /// The digest of all that was taken.
  func finish() -> [UInt8] {
    worker?.wait()
    isBorrowing = false
    return hash.finish()
  }

  /// The other thread, to which the hash belongs while it is not idle.
  @safe private final class Worker: @unchecked Sendable {
    /// Pieces that may wait: who is further ahead waits as well.
    private static let mostWaiting = 8

    private let hash: MessageDigest
    private let condition = NSCondition()
    private var waiting: [HeldPiece] = []
    private var isWorking = false
    private var hasEnded = false

    init(_ hash: MessageDigest) {
      self.hash = hash
      let thread = Thread { [self] in work() }
      thread.stackSize = 512 << 10
      thread.start()
    }

    /// Whether all that was taken is digested.
    var isIdle: Bool { condition.withLock { waiting.isEmpty && !isWorking } }

    func take(_ piece: HeldPiece) {
      condition.withLock {
        while waiting.count >= Self.mostWaiting { condition.wait() }
        waiting.append(piece)
        condition.broadcast()
      }
    }

    func wait() {
      condition.withLock {
        while isWorking || !waiting.isEmpty { condition.wait() }
      }
    }

    /// Forgets what waits; the piece at hand is digested before this returns.
    func end() {
      condition.withLock {
        hasEnded = true
        waiting = []
        condition.broadcast()
        while isWorking { condition.wait() }
      }
    }

    private func next() -> HeldPiece? {
      condition.withLock {
        isWorking = false
        condition.broadcast()
        while waiting.isEmpty, !hasEnded { condition.wait() }
        guard !waiting.isEmpty else { return nil }
        isWorking = true
        return waiting.removeFirst()
      }
    }

    private func work() {
      while let piece = next() { unsafe hash.update(piece.bytes) }
    }
  }
}
