import Foundation

/// Runs a producer in a thread of its own, a few buffers ahead of whoever takes them.
///
/// So one layer that is the whole image is unpacked on one core and judged on another.
final class PipelinedSource: ByteSource {
  private let ring: BufferRing
  private let queue = FilledBuffers()
  private var taken: Int?

  /// Starts the thread, to which the producer and its source belong until this is gone or its end was read. Memory is `buffers` times `bufferLength` bytes.
  init(_ producer: any ByteProducer, buffers: Int = 3, bufferLength: Int = 4 << 20) {
    ring = BufferRing(count: buffers, length: bufferLength)
    let worker = Worker(producer: producer, ring: ring, queue: queue)
    let thread = Thread { worker.run() }
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// Stops the thread and waits for its end, so that nobody uses the producer's own source any more.
  deinit {
    ring.cancel()
    queue.waitForWriter()
  }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    if let taken { ring.giveBack(taken) }
    taken = nil
    switch queue.take() {
    case .filled(let index, let count):
      taken = index
      return unsafe UnsafeRawBufferPointer(rebasing: ring.buffer(index)[..<count])
    case .ended:
      return nil
    case .failed(let error):
      throw error
    }
  }

  func hold(_ piece: UnsafeRawBufferPointer) -> HeldPiece? {
    taken.flatMap { index in unsafe ring.hold(piece, of: index) }
  }
}

/// Owns the producer for the life of its thread; nothing else touches it.
private final class Worker: @unchecked Sendable {
  private let producer: any ByteProducer
  private let ring: BufferRing
  private let queue: FilledBuffers

  init(producer: any ByteProducer, ring: BufferRing, queue: FilledBuffers) {
    self.producer = producer
    self.ring = ring
    self.queue = queue
  }

  func run() {
    defer { queue.finish() }
    while let index = ring.takeFree() {
      do throws(ArchiveError) {
        let count = try unsafe producer.fill(ring.buffer(index))
        guard count > 0 else { return queue.put(.ended) }
        queue.put(.filled(index: index, count: count))
      } catch {
        return queue.put(.failed(error))
      }
    }
  }
}

/// Buffers on their way from one writer to one reader. Who waits here waits for nothing else, so that nobody is woken for
/// what concerns another.
private final class FilledBuffers: @unchecked Sendable {
  enum Item {
    case filled(index: Int, count: Int)
    case ended
    case failed(ArchiveError)
  }

  private let condition = NSCondition()
  private var items: [Item] = []
  private var isFinished = false

  func put(_ item: Item) {
    condition.withLock {
      items.append(item)
      condition.signal()
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

  /// The writer's last word.
  func finish() {
    condition.withLock {
      isFinished = true
      condition.signal()
    }
  }

  /// Waits until the writer has ended.
  func waitForWriter() {
    condition.withLock {
      while !isFinished { condition.wait() }
    }
  }
}
