import Foundation

/// A fixed set of buffers that one fills and others keep, each for as long as it needs.
@safe final class BufferRing: @unchecked Sendable {
  private let condition = NSCondition()
  private let buffers: [UnsafeMutableRawBufferPointer]
  private var free: [Int]
  /// How many keep each buffer.
  private var uses: [Int]
  private var isCancelled = false

  init(count: Int, length: Int) {
    unsafe buffers = (0..<count).map { _ in .allocate(byteCount: length, alignment: 64) }
    free = Array(0..<count)
    uses = [Int](repeating: 0, count: count)
  }

  deinit {
    for index in unsafe buffers.indices { unsafe buffers[index].deallocate() }
  }

  func buffer(_ index: Int) -> UnsafeMutableRawBufferPointer { unsafe buffers[index] }

  /// Waits for a buffer to fill, which the caller then keeps; nil when nobody reads any more.
  func takeFree() -> Int? {
    condition.withLock {
      while free.isEmpty, !isCancelled { condition.wait() }
      guard !isCancelled else { return nil }
      let index = free.removeLast()
      uses[index] = 1
      return index
    }
  }

  /// One more keeps a buffer.
  func keep(_ index: Int) { condition.withLock { uses[index] += 1 } }

  /// The last who gives a buffer back frees it.
  func giveBack(_ index: Int) {
    condition.withLock {
      uses[index] -= 1
      guard uses[index] == 0 else { return }
      free.append(index)
      condition.signal()
    }
  }

  /// Tells who fills buffers to stop.
  func cancel() {
    condition.withLock {
      isCancelled = true
      condition.broadcast()
    }
  }

  /// Keeps a piece of a buffer that the caller keeps; nil where the piece is none of it.
  func hold(_ piece: UnsafeRawBufferPointer, of index: Int) -> HeldPiece? {
    guard let start = piece.baseAddress, let room = unsafe UnsafeRawPointer(buffers[index].baseAddress),
      unsafe start >= room && start + piece.count <= room + buffers[index].count
    else { return nil }
    keep(index)
    return unsafe HeldPiece(piece) { [self] in giveBack(index) }
  }
}
