import Foundation

/// Bytes that stay where they are until the last reference goes: a mapped file, or a copy in memory.
///
/// What is gone of a mapped file that becomes shorter meanwhile reads as zeros.
@safe package final class ByteStore: Sendable {
  private enum Owner { case mapping, allocation }

  fileprivate nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  private let owner: Owner
  /// Where `MappedFiles` has the mapping.
  private let slot: Int?
  /// The mapped file, if it is kept open.
  fileprivate let file: SpareDescriptor?

  /// Whether zeros were read in the place of what is gone of a mapped file.
  fileprivate var isCut: Bool { slot.map(MappedFiles.isCut) ?? false }

  /// Maps the regular file at `path`, read-only; never waits, whatever is there instead.
  package convenience init(mapping path: String) throws(ArchiveError) {
    let descriptor = try OpenDescriptor(path: path, flags: O_NONBLOCK)
    let status = try descriptor.status
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .system(operation: "open", reason: "Is not a regular file")
    }
    try self.init(mapping: descriptor, count: Int(status.st_size))
  }

  /// Bytes from which a mapped file is kept open, to be read as well.
  private static let leastRead = 1 << 20

  /// Maps the first `count` bytes of a regular file; the mapping outlives the caller's use of the descriptor.
  init(mapping descriptor: OpenDescriptor, count: Int) throws(ArchiveError) {
    owner = .mapping
    guard count > 0 else {
      unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      (slot, file) = (nil, nil)
      return
    }
    guard let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor.number, 0),
      unsafe address != MAP_FAILED
    else { throw .lastSystemError("mmap") }
    unsafe bytes = UnsafeRawBufferPointer(start: address, count: count)
    slot = unsafe MappedFiles.add(bytes)
    file = count < Self.leastRead ? nil : SpareDescriptor(descriptor)
  }

  /// Copies `content`.
  package init(copying content: some Collection<UInt8>) {
    owner = .allocation
    (slot, file) = (nil, nil)
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 16)
    unsafe copy.copyBytes(from: content)
    unsafe bytes = UnsafeRawBufferPointer(copy)
  }

  deinit {
    switch owner {
    case .mapping:
      guard let base = unsafe bytes.baseAddress else { return }
      slot.map(MappedFiles.remove)
      unsafe munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
    case .allocation:
      unsafe bytes.deallocate()
    }
  }

  /// Gives the pages of a range back to the system, if there are many. They can still be read.
  fileprivate func letGo(_ range: Range<Int>) {
    guard owner == .mapping, range.count >= Self.leastLetGo, let base = unsafe bytes.baseAddress else {
      return
    }
    let page = sysconf(Int32(_SC_PAGESIZE))
    let start = (range.lowerBound + page - 1) / page * page
    unsafe madvise(UnsafeMutableRawPointer(mutating: base + start), range.upperBound - start, MADV_DONTNEED)
  }

  private static let leastLetGo = 16 << 20

  /// All the bytes.
  package var view: ByteView { unsafe ByteView(store: self, range: 0..<bytes.count) }
}

/// A part of a `ByteStore`; cheap to copy, never copies what it shows.
package struct ByteView: Sendable {
  private let store: ByteStore
  /// Where the part lies in the store, in bytes.
  package let range: Range<Int>

  fileprivate init(store: ByteStore, range: Range<Int>) {
    self.store = store
    self.range = range
  }

  /// A view of a copy of `content`.
  package init(copying content: some Collection<UInt8>) { self = ByteStore(copying: content).view }

  package var count: Int { range.count }

  /// Whether the file, which is mapped, became shorter, and zeros were read in the place of what is gone.
  package var isCut: Bool { store.isCut }

  /// The part `inner` of this part, cut where this part ends. Bounds count from this part's start.
  package func slice(_ inner: Range<Int>) -> ByteView {
    let inner = inner.clamped(to: 0..<count)
    return ByteView(
      store: store, range: range.lowerBound + inner.lowerBound..<range.lowerBound + inner.upperBound)
  }

  /// All from `start` on; nothing where this part ends before.
  package func slice(from start: Int) -> ByteView { slice(min(max(start, 0), count)..<count) }

  /// Whether both show the same bytes.
  package func isEqual(to other: ByteView) -> Bool {
    guard count == other.count else { return false }
    guard let own = unsafe bytes.baseAddress, let others = unsafe other.bytes.baseAddress else { return true }
    return unsafe memcmp(own, others, count) == 0
  }

  /// A copy of the first `limit` bytes.
  package func copy(limit: Int = .max) -> [UInt8] {
    unsafe Array(bytes.prefix(limit))
  }

  /// Lets another thread give the pages of a mapped file back to the system, once nothing but a few of them will be looked at again.
  /// For 2 GB that takes a twelfth of a second, which the end of the process would take else, when there is nothing to do beside.
  package func letGo() {
    DispatchQueue.global().async { [self] in store.letGo(range) }
  }

  /// Gives all bytes once and in order, in pieces of `length` bytes, of which only the last is shorter; false where they are not
  /// all there, as of a file that became shorter.
  ///
  /// Those of a large file are read into a buffer: to copy a page costs less than to map it and to take it away again. So this
  /// is for bytes that nothing else looks at.
  func eachOnce(inPieces length: Int, _ body: (UnsafeRawBufferPointer) -> Void) -> Bool {
    guard let file = store.file else {
      for start in stride(from: 0, to: count, by: length) {
        unsafe body(UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + length, count)]))
      }
      return true
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(length, count), alignment: 64)
    defer { unsafe buffer.deallocate() }
    for start in stride(from: 0, to: count, by: length) {
      let piece = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(length, count - start)])
      guard unsafe file.descriptor.read(piece, at: range.lowerBound + start) else { return false }
      unsafe body(UnsafeRawBufferPointer(piece))
    }
    return true
  }

  /// Calls `body` with the bytes; the span is valid during the call.
  package func withSpan<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe bytes.bytes)
  }

  /// Calls `body` with the bytes as numbers; the span is valid during the call.
  package func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let numbers = unsafe bytes.assumingMemoryBound(to: UInt8.self)
    return try body(unsafe numbers.span)
  }

  /// The bytes; valid as long as the view, or a copy of it, lives.
  var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(rebasing: store.bytes[range]) }
}

extension ArchiveError {
  /// The error that the last failed system call left in `errno`.
  static func lastSystemError(_ operation: String) -> ArchiveError {
    .system(operation: operation, reason: unsafe String(cString: strerror(errno)))
  }
}
