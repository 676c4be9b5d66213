import CZlib

/// Unpacks gzip (RFC 1952): one or several members, checksums checked, zero padding at the end allowed.
@safe final class GzipDecoder: ByteProducer {
  private enum Phase { case inMember, betweenMembers, ended }

  /// Window bits of 15, and 16 to take gzip headers only.
  private static let windowBits: Int32 = 15 + 16

  private let source: any ByteSource
  private var stream = unsafe z_stream()
  private var phase = Phase.inMember
  private var consumed: Int64 = 0
  private var sourceEnded = false
  /// Damage that was met after bytes that are still good.
  private var failure: ArchiveError?

  init(_ source: any ByteSource) throws(ArchiveError) {
    self.source = source
    let status = unsafe inflateInit2_(
      &stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .system(operation: "zlib", reason: "inflateInit2 answered \(status)") }
  }

  deinit { unsafe inflateEnd(&stream) }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    guard let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    unsafe stream.next_out = start
    unsafe stream.avail_out = UInt32(clamping: buffer.count)
    let room = unsafe stream.avail_out
    do throws(ArchiveError) {
      while unsafe stream.avail_out > 0, phase != .ended { try step() }
    } catch {
      failure = error
      if unsafe stream.avail_out == room { throw error }
    }
    return unsafe Int(room - stream.avail_out)
  }

  private func step() throws(ArchiveError) {
    try refill()
    switch phase {
    case .inMember: try inflateSome()
    case .betweenMembers: try startNextMember()
    case .ended: break
    }
  }

  private func refill() throws(ArchiveError) {
    guard unsafe stream.avail_in == 0, !sourceEnded else { return }
    guard let piece = try unsafe source.next() else {
      sourceEnded = true
      return
    }
    let bytes = unsafe piece.assumingMemoryBound(to: UInt8.self)
    unsafe stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    unsafe stream.avail_in = UInt32(bytes.count)
    consumed += Int64(piece.count)
  }

  private var offset: Int64 { unsafe consumed - Int64(stream.avail_in) }

  private func inflateSome() throws(ArchiveError) {
    let status = unsafe inflate(&stream, Z_NO_FLUSH)
    switch status {
    case Z_OK: break
    case Z_STREAM_END: phase = .betweenMembers
    case Z_BUF_ERROR where sourceEnded:
      throw .damaged(form: "gzip", offset: offset, detail: "ends in the middle of the data (truncated)")
    case Z_BUF_ERROR: break
    case Z_DATA_ERROR:
      let detail = unsafe stream.msg.map { unsafe String(cString: $0) } ?? "invalid data"
      throw .damaged(form: "gzip", offset: offset, detail: detail)
    case Z_NEED_DICT:
      throw .damaged(form: "gzip", offset: offset, detail: "asks for a preset dictionary")
    case Z_MEM_ERROR: throw .system(operation: "zlib", reason: "out of memory")
    default: throw .system(operation: "zlib", reason: "inflate answered \(status)")
    }
  }

  /// After a member another may follow, or zeros up to the end of the blob; anything else is damage.
  private func startNextMember() throws(ArchiveError) {
    guard unsafe stream.avail_in > 0, let next = unsafe stream.next_in else {
      if sourceEnded { phase = .ended }
      return
    }
    if unsafe next.pointee == 0 {
      unsafe stream.next_in = next + 1
      unsafe stream.avail_in -= 1
      return
    }
    guard unsafe next.pointee == 0x1f else {
      throw .damaged(form: "gzip", offset: offset, detail: "other data follows the last gzip member")
    }
    let status = unsafe inflateReset(&stream)
    guard status == Z_OK else { throw .system(operation: "zlib", reason: "inflateReset answered \(status)") }
    phase = .inMember
  }
}
