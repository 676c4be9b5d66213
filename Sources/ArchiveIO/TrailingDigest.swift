import Digests
import Foundation

/// A digest that another core works out from copies of the pieces, so that it may fall some pieces behind.
///
/// Where one blob is read at a time, a digest that must keep pace is idle while a piece is searched, and the search while one is
/// digested; a copy costs a tenth of a digest.
@safe final class TrailingDigest: PieceDigest {
  private enum Limit {
    static let buffers = 8
    static let bufferLength = 512 << 10
    /// Bytes below which a blob is not worth a thread.
    static let shortestHandedOver = 32 << 10
  }

  private let hash: MessageDigest
  private var worker: Worker?

  init(_ function: HashFunction) { hash = MessageDigest(function) }

  deinit { worker?.finish() }

  func take(_ piece: UnsafeRawBufferPointer) {
    if worker == nil, piece.count < Limit.shortestHandedOver { return unsafe hash.update(piece) }
    let worker = worker ?? Worker(hash)
    self.worker = worker
    var rest = unsafe piece
    while unsafe !rest.isEmpty {
      let count = min(rest.count, Limit.bufferLength)
      unsafe worker.take(UnsafeRawBufferPointer(rebasing: rest[..<count]))
      unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// A piece was copied when it was taken.
  func wait() {}

  func finish() -> [UInt8] {
    worker?.finish()
    worker = nil
    return hash.finish()
  }

  /// The other thread, to which the hash belongs until `finish`.
  @safe private final class Worker: @unchecked Sendable {
    private let hash: MessageDigest
    private let queue = BufferQueue(count: Limit.buffers, length: Limit.bufferLength)

    init(_ hash: MessageDigest) {
      self.hash = hash
      let thread = Thread { [self] in work() }
      thread.stackSize = 512 << 10
      thread.start()
    }

    func take(_ piece: UnsafeRawBufferPointer) {
      guard let index = queue.waitForFree() else { return }
      unsafe queue.buffer(index).copyMemory(from: piece)
      queue.put(.filled(index: index, count: piece.count))
    }

    func finish() {
      queue.put(.ended)
      queue.waitForFinish()
    }

    private func work() {
      defer { queue.finish() }
      while case .filled(let index, let count) = queue.take() {
        unsafe hash.update(UnsafeRawBufferPointer(rebasing: queue.buffer(index)[..<count]))
        queue.giveBack(index)
      }
    }
  }
}
