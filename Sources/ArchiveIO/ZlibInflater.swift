import CZlib

/// The one owner of a zlib state.
@safe final class ZlibInflater: Inflater {
  let form: DeflateForm
  private let state: UnsafeMutablePointer<z_stream>

  /// Throws where zlib cannot start, for want of memory.
  init(_ form: DeflateForm) throws(ArchiveError) {
    self.form = form
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: z_stream())
    let code = unsafe inflateInit2_(
      state, Self.windowBits(form), ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .system(operation: "zlib", reason: "inflateInit2 answered \(code)") }
  }

  deinit {
    // A state that never started is refused by zlib with Z_STREAM_ERROR, which changes nothing.
    _ = unsafe inflateEnd(state)
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// The largest window, and what stands around the stream, as zlib wants to be told.
  private static func windowBits(_ form: DeflateForm) -> Int32 {
    switch form {
    case .raw: -15
    case .zlib: 15
    case .gzip: 31
    }
  }

  func reset() throws(ArchiveError) {
    let code = unsafe inflateReset(state)
    guard code == Z_OK else { throw .system(operation: "zlib", reason: "inflateReset answered \(code)") }
  }

  func give(_ piece: UnsafeRawBufferPointer) {
    let bytes = unsafe piece.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    unsafe state.pointee.avail_in = UInt32(clamping: piece.count)
  }

  var unused: Int { unsafe Int(state.pointee.avail_in) }

  var nextByte: UInt8? {
    guard unused > 0, let next = unsafe state.pointee.next_in else { return nil }
    return unsafe next.pointee
  }

  func skipByte() {
    guard unused > 0, let next = unsafe state.pointee.next_in else { return }
    unsafe state.pointee.next_in = next + 1
    unsafe state.pointee.avail_in -= 1
  }

  func run(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(ArchiveError) -> (written: Int, state: InflateState) {
    let room = UInt32(clamping: buffer.count)
    unsafe state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_out = room
    let code = unsafe inflate(state, Z_NO_FLUSH)
    let written = unsafe Int(room - state.pointee.avail_out)
    switch code {
    case Z_OK, Z_BUF_ERROR: return (written, .more)
    case Z_STREAM_END: return (written, .ended)
    case Z_DATA_ERROR:
      let detail = unsafe state.pointee.msg.map { unsafe String(cString: $0) } ?? ""
      return (written, .damaged(Self.damage(detail)))
    case Z_NEED_DICT: return (written, .damaged(.dictionary))
    case Z_MEM_ERROR: throw .system(operation: "zlib", reason: "out of memory")
    default: throw .system(operation: "zlib", reason: "inflate answered \(code)")
    }
  }

  /// What zlib's words mean.
  private static func damage(_ message: String) -> InflateDamage {
    if message.contains("header") || message.contains("compression method") || message.contains("window") {
      return .header
    }
    if message.contains("check") { return .checksum }
    if message.contains("distance too far") { return .distance }
    if message.contains("code") && !message.contains("set") && !message.contains("missing") { return .code }
    return .block
  }
}
