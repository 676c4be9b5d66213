import CZlib

/// The one owner of a zlib state: all that is deflated (RFC 1950, 1951, 1952) is unpacked by it.
@safe final class Inflater {
  /// What stands around the deflated bytes.
  enum Form: Int32 {
    /// Nothing, as in zip (RFC 1951).
    case raw = -15
    /// A zlib header and a checksum (RFC 1950).
    case zlib = 15
    /// A gzip member, its checksum checked (RFC 1952).
    case gzip = 31

    /// What an error calls it.
    var title: String {
      switch self {
      case .raw: "deflate stream"
      case .zlib: "zlib stream"
      case .gzip: "gzip"
      }
    }
  }

  /// Where a step led to.
  enum State: Hashable {
    /// More may come out, or is needed.
    case more
    case ended
    /// The bytes are no such stream, in zlib's words.
    case damaged(String)
  }

  let form: Form
  private let state: UnsafeMutablePointer<z_stream>

  /// Throws where zlib cannot start, for want of memory.
  init(_ form: Form) throws(ArchiveError) {
    self.form = form
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: z_stream())
    let code = unsafe inflateInit2_(
      state, form.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .system(operation: "zlib", reason: "inflateInit2 answered \(code)") }
  }

  deinit {
    // A state that never started is refused by zlib with Z_STREAM_ERROR, which changes nothing.
    _ = unsafe inflateEnd(state)
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// Makes it ready for another stream; what was given and not used yet stays.
  func reset() throws(ArchiveError) {
    let code = unsafe inflateReset(state)
    guard code == Z_OK else { throw .system(operation: "zlib", reason: "inflateReset answered \(code)") }
  }

  /// Gives it a piece, which must stay where it is until it is used up: at most 4 GiB, once the last is used up.
  func give(_ piece: UnsafeRawBufferPointer) {
    let bytes = unsafe piece.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    unsafe state.pointee.avail_in = UInt32(clamping: piece.count)
  }

  /// Lets go of what was given and not used.
  func forget() { unsafe give(UnsafeRawBufferPointer(start: nil, count: 0)) }

  /// Bytes that were given and not used yet.
  var unused: Int { unsafe Int(state.pointee.avail_in) }

  /// The next byte that is not used yet.
  var nextByte: UInt8? {
    guard unused > 0, let next = unsafe state.pointee.next_in else { return nil }
    return unsafe next.pointee
  }

  /// Passes over the next byte.
  func skipByte() {
    guard unused > 0, let next = unsafe state.pointee.next_in else { return }
    unsafe state.pointee.next_in = next + 1
    unsafe state.pointee.avail_in -= 1
  }

  /// Unpacks into the buffer as far as room and what was given reach; `written` bytes are at its start.
  func run(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> (written: Int, state: State) {
    let room = UInt32(clamping: buffer.count)
    unsafe state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_out = room
    let code = unsafe inflate(state, Z_NO_FLUSH)
    let written = unsafe Int(room - state.pointee.avail_out)
    switch code {
    case Z_OK, Z_BUF_ERROR: return (written, .more)
    case Z_STREAM_END: return (written, .ended)
    case Z_DATA_ERROR:
      let detail = unsafe state.pointee.msg.map { unsafe String(cString: $0) } ?? "invalid data"
      return (written, .damaged(detail))
    case Z_NEED_DICT: return (written, .damaged("asks for a preset dictionary"))
    case Z_MEM_ERROR: throw .system(operation: "zlib", reason: "out of memory")
    default: throw .system(operation: "zlib", reason: "inflate answered \(code)")
    }
  }
}

/// The checksum that gzip and zip keep of their contents (CRC-32, ISO 3309), counted piece by piece.
struct ZlibChecksum {
  private(set) var value: UInt32 = 0

  mutating func update(_ piece: UnsafeRawBufferPointer) {
    let bytes = unsafe piece.assumingMemoryBound(to: UInt8.self)
    unsafe value = UInt32(truncatingIfNeeded: crc32_z(UInt(value), bytes.baseAddress, bytes.count))
  }
}
