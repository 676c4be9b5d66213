import Digests
import Foundation

/// A digest that another core works out, while the one who has the bytes looks at them: of a stream there is nothing else to
/// do side by side.
@safe final class SideDigest {
  /// Bytes below which handing a piece over costs more than hashing it.
  private static let shortestHandedOver = 32 << 10

  private let hash: MessageDigest
  private var worker: Worker?
  private var isWorking = false

  init(_ function: HashFunction) { hash = MessageDigest(function) }

  deinit {
    wait()
    worker?.end()
  }

  /// Takes the next piece, which must stay where it is until `wait` or `finish`.
  func take(_ piece: UnsafeRawBufferPointer) {
    wait()
    guard piece.count >= Self.shortestHandedOver else { return unsafe hash.update(piece) }
    let worker = worker ?? Worker(hash)
    self.worker = worker
    isWorking = true
    unsafe worker.take(piece)
  }

  /// Waits until the piece that was taken last is digested.
  func wait() {
    guard isWorking else { return }
    worker?.wait()
    isWorking = false
  }

  /// The digest of all that was taken.
  func finish() -> [UInt8] {
    wait()
    return hash.finish()
  }

  /// The other thread, to which hash and piece belong from `take` to `wait`.
  @safe private final class Worker: @unchecked Sendable {
    private let hash: MessageDigest
    private let given = DispatchSemaphore(value: 0)
    private let done = DispatchSemaphore(value: 0)
    /// Nil once there will be no other.
    private var piece: UnsafeRawBufferPointer?

    init(_ hash: MessageDigest) {
      self.hash = hash
      let thread = Thread { [self] in work() }
      thread.stackSize = 512 << 10
      thread.start()
    }

    func take(_ piece: UnsafeRawBufferPointer) {
      unsafe self.piece = piece
      given.signal()
    }

    func wait() { done.wait() }

    func end() {
      unsafe piece = nil
      given.signal()
    }

    private func work() {
      while true {
        given.wait()
        guard let piece = unsafe piece else { return }
        unsafe hash.update(piece)
        done.signal()
      }
    }
  }
}
