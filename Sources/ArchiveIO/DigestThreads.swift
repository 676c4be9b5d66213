import Digests
import Dispatch
import Foundation
import Synchronization

/// Threads that digest streams a few pieces behind those who have the bytes. Each takes two streams in step where that takes
/// hardly longer than one, so that a stream waits for another one a little.
@safe final class DigestThreads: Sendable {
  static let shared = DigestThreads(
    most: MessageDigest.goInStep ? cores / 2 : cores, width: MessageDigest.goInStep ? 2 : 1)

  private static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// A hash, and the pieces that it is still to take. While a thread has it, the hash and the piece at hand are the thread's; all
  /// else belongs to who holds the lock of the threads.
  final class Stream: @unchecked Sendable {
    fileprivate let hash: MessageDigest
    fileprivate var waiting: [HeldPiece] = []
    /// The piece at hand, which waits no longer.
    fileprivate var piece: HeldPiece?
    /// Bytes of it that are digested.
    fileprivate var place = 0
    fileprivate var isTaken = false
    /// Whether somebody waits until a piece is digested.
    fileprivate var isAwaited = false
    /// Whether pieces were given since it was last finished.
    fileprivate var isOpen = false
    fileprivate let progress = DispatchSemaphore(value: 0)

    init(_ hash: MessageDigest) { self.hash = hash }

    /// Asked while no thread has the stream.
    fileprivate var hasMore: Bool { piece != nil || !waiting.isEmpty }
    fileprivate var isIdle: Bool { !isTaken && !hasMore }

    /// Whether it is to go alone rather than wait for another: whoever gives the pieces has only so many buffers for them.
    fileprivate var isPressing: Bool {
      isAwaited || waiting.count + (piece == nil ? 0 : 1) > DigestThreads.mostPatient
    }

    /// Bytes of the piece at hand that are not digested.
    fileprivate var left: UnsafeRawBufferPointer {
      guard let piece else { return unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
      return unsafe UnsafeRawBufferPointer(rebasing: piece.bytes[place...])
    }
  }

  private struct State {
    /// Streams with pieces that no thread has, who waits longest first.
    var ready: [Stream] = []
    var threads = 0
    var idle = 0
    /// How many streams are open.
    var open = 0

    /// Whether there is enough for a thread that takes so many streams in step: no other is to be expected, or none is waited for.
    func isWorthTaking(_ width: Int) -> Bool {
      guard !ready.isEmpty else { return false }
      return ready.count >= width || ready.count >= open || ready.contains(where: \.isPressing)
    }
  }

  /// Pieces of a stream that may wait: who is further ahead waits as well.
  private static let mostWaiting = 8
  /// Pieces of a stream that wait for another stream: fewer than any ring of buffers has to spare.
  fileprivate static let mostPatient = 2
  /// Bytes after which a thread looks for another stream to go in step with.
  private static let stepLength = 512 << 10

  private let most: Int
  private let width: Int
  private let state = Mutex(State())
  private let wakened = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - most: how many threads there may be; one at least.
  ///   - width: how many streams a thread takes in step, 1 or 2.
  init(most: Int, width: Int) {
    self.most = max(most, 1)
    self.width = width
  }

  /// Hands a piece over; waits where too many do.
  func give(_ piece: HeldPiece, to stream: Stream) {
    wait(for: stream) { stream in stream.waiting.count < Self.mostWaiting }
    let isMissing = state.withLock { (state: inout State) -> Bool in
      if !stream.isOpen {
        stream.isOpen = true
        state.open += 1
      }
      let isKnown = stream.isTaken || stream.hasMore
      stream.waiting.append(piece)
      if !isKnown { state.ready.append(stream) }
      return !wakeOne(&state) && startsOne(&state)
    }
    guard isMissing else { return }
    let thread = Thread { [self] in work() }
    thread.stackSize = 512 << 10
    thread.start()
  }

  /// Wakes a thread where one idles and another is wanted; whether that is so.
  @discardableResult
  private func wakeOne(_ state: inout State) -> Bool {
    guard isOneWanted(state), state.idle > 0 else { return false }
    state.idle -= 1
    wakened.signal()
    return true
  }

  private func startsOne(_ state: inout State) -> Bool {
    guard isOneWanted(state), state.threads < most else { return false }
    state.threads += 1
    return true
  }

  /// Whether streams wait that no thread takes beside those that it has.
  private func isOneWanted(_ state: State) -> Bool {
    state.isWorthTaking(width) && state.ready.count > (width - 1) * (state.threads - state.idle)
  }

  /// Whether all that was given is digested; then the hash is the caller's.
  func isIdle(_ stream: Stream) -> Bool { state.withLock { _ in stream.isIdle } }

  /// Waits until all that was given is digested.
  func finish(_ stream: Stream) {
    wait(for: stream) { $0.isIdle }
    state.withLock { (state: inout State) in
      guard stream.isOpen else { return }
      stream.isOpen = false
      state.open -= 1
      // Who waited for another stream has one fewer to wait for.
      wakeOne(&state)
    }
  }

  /// Forgets what waits; the pieces at hand are digested before this returns.
  func drop(_ stream: Stream) {
    let dropped = state.withLock { (state: inout State) -> [HeldPiece] in
      state.ready.removeAll { $0 === stream }
      var dropped = stream.waiting
      stream.waiting = []
      // A thread that has the stream ends its piece.
      if !stream.isTaken, let piece = stream.piece {
        dropped.append(piece)
        stream.piece = nil
      }
      return dropped
    }
    withExtendedLifetime(dropped) {}
    finish(stream)
  }

  private func wait(for stream: Stream, until isDone: (Stream) -> Bool) {
    while state.withLock({ (state: inout State) in
      stream.isAwaited = !isDone(stream)
      if stream.isAwaited { wakeOne(&state) }
      return stream.isAwaited
    }) { stream.progress.wait() }
  }

  // MARK: The threads

  private func work() {
    var streams: [Stream] = []
    var length = 0
    while true {
      streams = exchange(streams, length)
      guard let first = streams.first else {
        wakened.wait()
        continue
      }
      length = min(streams.map { unsafe $0.left.count }.min() ?? 0, Self.stepLength)
      let bytes = unsafe UnsafeRawBufferPointer(rebasing: first.left.prefix(length))
      if streams.count == 2 {
        let others = unsafe UnsafeRawBufferPointer(rebasing: streams[1].left.prefix(length))
        unsafe MessageDigest.update(first.hash, bytes, streams[1].hash, others)
      } else {
        unsafe first.hash.update(bytes)
      }
    }
  }

  /// Gives streams back of which so many bytes are digested, and takes the next; none where the thread is to wait.
  private func exchange(_ streams: [Stream], _ length: Int) -> [Stream] {
    // A piece is let go before anybody hears that it is digested.
    for stream in streams {
      stream.place += length
      if unsafe stream.left.isEmpty { stream.piece = nil }
    }
    return state.withLock { (state: inout State) -> [Stream] in
      for stream in streams {
        stream.isTaken = false
        if stream.hasMore { state.ready.append(stream) }
        if stream.isAwaited {
          stream.isAwaited = false
          stream.progress.signal()
        }
      }
      let next = state.isWorthTaking(width) ? Array(state.ready.prefix(width)) : []
      state.ready.removeFirst(next.count)
      for stream in next {
        stream.isTaken = true
        if stream.piece == nil { (stream.piece, stream.place) = (stream.waiting.removeFirst(), 0) }
      }
      if next.isEmpty { state.idle += 1 }
      return next
    }
  }
}
