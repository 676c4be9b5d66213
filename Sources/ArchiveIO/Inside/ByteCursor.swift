/// A source that can be looked ahead in, and of which what was taken last can be given back.
@safe final class ByteCursor: ByteSource {
  private let source: any ByteSource
  /// What is left of the source's last piece.
  private var current = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  /// Bytes that were looked at across pieces, and which of them were not taken yet: they come before `current`.
  private var held = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var waiting = 0..<0
  private var isLastHeld = false
  private var hasEnded = false
  /// Why the source gave no more.
  private(set) var failure: ArchiveError?
  /// Bytes taken so far.
  private(set) var position: Int64 = 0

  init(_ source: any ByteSource) { self.source = source }

  deinit { unsafe held.deallocate() }

  /// The next bytes, at most `count`, without taking them; fewer where the source ends or fails before. Valid until
  /// the next call.
  func look(_ count: Int) -> UnsafeRawBufferPointer {
    if waiting.isEmpty {
      if unsafe current.isEmpty { fetch() }
      if unsafe current.count >= count { return unsafe UnsafeRawBufferPointer(rebasing: current[..<count]) }
    }
    hold(count)
    let end = min(waiting.lowerBound + count, waiting.upperBound)
    return unsafe UnsafeRawBufferPointer(rebasing: held[waiting.lowerBound..<end])
  }

  /// The next bytes, at most `limit`; nil at the end. Valid until the next call.
  func take(upTo limit: Int = .max) throws(ArchiveError) -> UnsafeRawBufferPointer? {
    if !waiting.isEmpty {
      let end = min(waiting.upperBound, waiting.lowerBound + min(limit, waiting.count))
      let piece = unsafe UnsafeRawBufferPointer(rebasing: held[waiting.lowerBound..<end])
      waiting = end..<waiting.upperBound
      isLastHeld = true
      position += Int64(piece.count)
      return unsafe piece
    }
    if unsafe current.isEmpty { fetch() }
    guard unsafe !current.isEmpty else {
      if let failure { throw failure }
      return nil
    }
    let piece = unsafe UnsafeRawBufferPointer(rebasing: current.prefix(limit))
    unsafe current = unsafe UnsafeRawBufferPointer(rebasing: current.dropFirst(piece.count))
    isLastHeld = false
    position += Int64(piece.count)
    return unsafe piece
  }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? { try unsafe take() }

  /// Gives back the last bytes of what the last `take` gave; nothing was called in between.
  func giveBack(_ count: Int) {
    guard count > 0 else { return }
    position -= Int64(count)
    if isLastHeld {
      waiting = waiting.lowerBound - count..<waiting.upperBound
    } else if let end = unsafe current.baseAddress {
      unsafe current = unsafe UnsafeRawBufferPointer(start: end - count, count: current.count + count)
    }
  }

  /// Takes so many bytes, or all that there are.
  func skip(_ count: Int64) throws(ArchiveError) {
    var left = count
    while left > 0, let piece = try unsafe take(upTo: Int(clamping: left)) { left -= Int64(piece.count) }
  }

  private func fetch() {
    guard !hasEnded, failure == nil else { return }
    do throws(ArchiveError) {
      if let piece = try unsafe source.next() {
        unsafe current = unsafe piece
      } else {
        hasEnded = true
      }
    } catch {
      failure = error
    }
  }

  /// Sees to it that `held` has `count` bytes that wait, if there are as many.
  private func hold(_ count: Int) {
    if waiting.isEmpty { waiting = 0..<0 }
    if unsafe held.count - waiting.lowerBound < count {
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 4096), alignment: 16)
      unsafe room.copyBytes(from: held[waiting])
      unsafe held.deallocate()
      unsafe held = unsafe room
      waiting = 0..<waiting.count
    }
    while waiting.count < count {
      if unsafe current.isEmpty { fetch() }
      guard unsafe !current.isEmpty else { return }
      let piece = unsafe UnsafeRawBufferPointer(rebasing: current.prefix(count - waiting.count))
      unsafe UnsafeMutableRawBufferPointer(rebasing: held[waiting.upperBound...]).copyMemory(from: piece)
      unsafe current = unsafe UnsafeRawBufferPointer(rebasing: current.dropFirst(piece.count))
      waiting = waiting.lowerBound..<waiting.upperBound + piece.count
    }
  }
}

/// So many of the next bytes of a cursor.
final class BoundedSource: ByteSource {
  private let cursor: ByteCursor
  private(set) var left: Int64

  init(_ cursor: ByteCursor, count: Int64) {
    self.cursor = cursor
    left = count
  }

  func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
    guard left > 0 else { return nil }
    guard let piece = try unsafe cursor.take(upTo: Int(clamping: left)) else {
      throw .damaged(form: "archive", offset: cursor.position, detail: "ends in the middle of a file")
    }
    left -= Int64(piece.count)
    return unsafe piece
  }

  func giveBack(_ count: Int) {
    cursor.giveBack(count)
    left += Int64(count)
  }

  /// Passes over what was not taken.
  func skipRest() throws(ArchiveError) {
    try cursor.skip(left)
    left = 0
  }
}
