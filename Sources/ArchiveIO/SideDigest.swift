import Digests

/// A digest that another core works out, a few pieces behind the one who has the bytes and looks at them: of a stream there
/// is nothing else to do side by side.
@safe final class SideDigest {
  /// Bytes below which handing a piece over costs more than hashing it.
  private static let shortestHandedOver = 32 << 10

  private let hash: MessageDigest
  private let threads: DigestThreads
  private let stream: DigestThreads.Stream
  /// Whether a piece was handed over that nobody keeps where it is.
  private var isBorrowing = false

  init(_ function: HashFunction, threads: DigestThreads = .shared) {
    hash = MessageDigest(function)
    self.threads = threads
    stream = DigestThreads.Stream(hash)
  }

  deinit { threads.drop(stream) }

  /// Takes the next piece, which stays where it is.
  func take(_ piece: HeldPiece) {
    returnBorrowed()
    guard unsafe isWorthwhile(piece.bytes) else { return unsafe hash.update(piece.bytes) }
    threads.give(piece, to: stream)
  }

  /// Takes the next piece, which must stay where it is until `returnBorrowed` or `finish`.
  func take(_ piece: UnsafeRawBufferPointer) {
    returnBorrowed()
    guard unsafe isWorthwhile(piece) else { return unsafe hash.update(piece) }
    isBorrowing = true
    unsafe threads.give(HeldPiece(piece) {}, to: stream)
  }

  /// Whether another thread has to take a piece, or is worth its price.
  private func isWorthwhile(_ piece: UnsafeRawBufferPointer) -> Bool {
    piece.count >= Self.shortestHandedOver || !threads.isIdle(stream)
  }

  /// Waits until a piece that nobody keeps where it is is digested.
  func returnBorrowed() {
    guard isBorrowing else { return }
    threads.finish(stream)
    isBorrowing = false
  }

  /// The digest of all that was taken.
  func finish() -> [UInt8] {
    threads.finish(stream)
    isBorrowing = false
    return hash.finish()
  }
}
