import Foundation
import Synchronization

/// The writing end of a pipe.
package final class PipeWriter: ContentReceiver, Sendable {
  private let descriptor: Int32
  private let isCancelled = Atomic(false)

  fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Whether the reader still wants more.
  package var isWanted: Bool { !isCancelled.load(ordering: .relaxed) }

  fileprivate func cancel() { isCancelled.store(true, ordering: .relaxed) }

  package func write(_ bytes: [UInt8]) throws(TransferError) { try unsafe write(bytes.span.bytes) }

  /// Waits until the reader has room.
  package func write(_ bytes: RawSpan) throws(TransferError) {
    var done = 0
    while done < bytes.byteCount {
      let left = bytes.extracting(last: bytes.byteCount - done)
      let count = unsafe left.withUnsafeBytes {
        unsafe Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count >= 0 {
        done += count
      } else if errno == EPIPE {
        throw .abandoned
      } else if errno != EINTR {
        throw .system(operation: "write", reason: unsafe String(cString: strerror(errno)))
      }
    }
  }
}

/// A stream that a thread of its own writes while it is read.
package final class ContentPipe: Sendable {
  /// The end to read from.
  package let descriptor: Int32
  private let writer: PipeWriter
  private let state: Condition

  private final class Condition: @unchecked Sendable {
    private let condition = NSCondition()
    private var isFinished = false

    func finish() {
      condition.withLock {
        isFinished = true
        condition.broadcast()
      }
    }

    func wait() {
      condition.withLock { while !isFinished { condition.wait() } }
    }
  }

  /// Starts the thread; the pipe ends when `work` does.
  package init(_ work: @escaping @Sendable (PipeWriter) -> Void) throws(TransferError) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else {
      throw .system(operation: "pipe", reason: unsafe String(cString: strerror(errno)))
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if os(Linux)
      // F_SETPIPE_SZ; a pipe of the usual size only costs more turns.
      _ = fcntl(ends[1], 1_031, 1 << 20)
    #endif
    let (reading, writing) = (ends[0], ends[1])
    descriptor = reading
    let writer = PipeWriter(writing)
    let state = Condition()
    self.writer = writer
    self.state = state
    let thread = Thread {
      BrokenPipe.isErrorFromNowOn()
      work(writer)
      close(writing)
      state.finish()
    }
    thread.stackSize = 1 << 20
    thread.start()
  }

  /// Ends reading and waits for the thread's end. Nobody may use the descriptor afterwards; call it once.
  package func finish() {
    writer.cancel()
    close(descriptor)
    state.wait()
  }
}
