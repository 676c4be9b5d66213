import Foundation

/// A fixed set of buffers between one writer and one reader.
@safe final class BufferQueue: @unchecked Sendable {
  enum Item {
    case filled(index: Int, count: Int)
    case ended
    case failed(ArchiveError)
  }

  private let condition = NSCondition()
  private let buffers: [UnsafeMutableRawBufferPointer]
  private var free: [Int]
  private var items: [Item] = []
  private var isCancelled = false
  private var isFinished = false

  init(count: Int, length: Int) {
    unsafe buffers = (0..<count).map { _ in .allocate(byteCount: length, alignment: 64) }
    free = Array(0..<count)
  }

  deinit {
    for index in unsafe buffers.indices { unsafe buffers[index].deallocate() }
  }

  func buffer(_ index: Int) -> UnsafeMutableRawBufferPointer { unsafe buffers[index] }

  /// Waits for a buffer to write; nil when nobody reads any more.
  func waitForFree() -> Int? {
    condition.withLock {
      while free.isEmpty, !isCancelled { condition.wait() }
      return isCancelled ? nil : free.removeLast()
    }
  }

  func put(_ item: Item) {
    condition.withLock {
      items.append(item)
      condition.broadcast()
    }
  }

  /// Waits for the next item; the end and a failure stay, so that asking again answers the same.
  func take() -> Item {
    condition.withLock {
      while items.isEmpty { condition.wait() }
      guard case .filled = items[0] else { return items[0] }
      return items.removeFirst()
    }
  }

  func giveBack(_ index: Int) {
    condition.withLock {
      free.append(index)
      condition.broadcast()
    }
  }

  /// Tells the writer to stop and waits until it has.
  func cancel() {
    condition.withLock {
      isCancelled = true
      condition.broadcast()
    }
    waitForFinish()
  }

  /// Waits for the last word of the thread on the other side.
  func waitForFinish() {
    condition.withLock {
      while !isFinished { condition.wait() }
    }
  }

  /// The last word of the thread that has one side of the queue.
  func finish() {
    condition.withLock {
      isFinished = true
      condition.broadcast()
    }
  }
}
