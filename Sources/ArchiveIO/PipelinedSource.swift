import Foundation

/// Runs a producer in a thread of its own, a few buffers ahead of whoever takes them.
///
/// So one layer that is the whole image is unpacked on one core and judged on another.
final class PipelinedSource: ByteSource {
  private let queue: BufferQueue
  private var taken: Int?

  /// Starts the thread, to which the producer and its source belong until this is gone or its end was read. Memory is `buffers` times `bufferLength` bytes.
  init(_ producer: any ByteProducer, buffers: Int = 4, bufferLength: Int = 1 << 20) {
    let queue = BufferQueue(count: buffers, length: bufferLength)
    self.queue = queue
    let worker = Worker(producer: producer, queue: queue)
    let thread = Thread { worker.run() }
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// Stops the thread and waits for its end, so that nobody uses the producer's own source any more.
  deinit { queue.cancel() }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    if let taken { queue.giveBack(taken) }
    taken = nil
    switch queue.take() {
    case .filled(let index, let count):
      taken = index
      return unsafe UnsafeRawBufferPointer(rebasing: queue.buffer(index)[..<count])
    case .ended:
      return nil
    case .failed(let error):
      throw error
    }
  }
}

/// Owns the producer for the life of its thread; nothing else touches it.
private final class Worker: @unchecked Sendable {
  private let producer: any ByteProducer
  private let queue: BufferQueue

  init(producer: any ByteProducer, queue: BufferQueue) {
    self.producer = producer
    self.queue = queue
  }

  func run() {
    defer { queue.finish() }
    while let index = queue.waitForFree() {
      do throws(ArchiveError) {
        let count = try unsafe producer.fill(queue.buffer(index))
        guard count > 0 else { return queue.put(.ended) }
        queue.put(.filled(index: index, count: count))
      } catch {
        return queue.put(.failed(error))
      }
    }
  }
}

/// A fixed set of buffers between one writer and one reader.
@safe private final class BufferQueue: @unchecked Sendable {
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
      while !isFinished { condition.wait() }
    }
  }

  /// The writer's last word.
  func finish() {
    condition.withLock {
      isFinished = true
      condition.broadcast()
    }
  }
}
