import CZlib

/// Unpacks deflated bytes that come in pieces, for a caller that is handed them and cannot ask for more.
@safe package struct PushInflater: ~Copyable {
  /// What stands around the deflated bytes.
  package enum Form: Sendable {
    /// Nothing (RFC 1951), as in zip.
    case raw
    /// A gzip member (RFC 1952); its checksum is checked.
    case gzip
  }

  /// Where a piece led to.
  package enum Progress: Sendable, Hashable {
    /// The whole piece was taken.
    case more
    /// The stream ended after this many bytes of the piece.
    case ended(Int)
    /// The bytes are no such stream; zlib's result.
    case damaged(Int)
  }

  private let state: UnsafeMutablePointer<z_stream>
  private var output = [UInt8](repeating: 0, count: 128 << 10)

  /// Throws where zlib cannot start, for want of memory.
  package init(_ form: Form) throws(ArchiveError) {
    let state = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe state.initialize(to: z_stream())
    let windowBits: Int32 =
      switch form {
      case .raw: -15
      case .gzip: 15 + 16
      }
    let code = unsafe inflateInit2_(state, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    unsafe self.state = state
    guard code == Z_OK else { throw .system(operation: "zlib", reason: "inflateInit2 answered \(code)") }
  }

  deinit {
    // A state that never started is refused by zlib with Z_STREAM_ERROR, which changes nothing.
    _ = unsafe inflateEnd(state)
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// Unpacks a piece; what comes out goes to `body`, which says whether it wants more.
  package mutating func push<Failure: Error>(
    _ piece: Span<UInt8>, _ body: (Span<UInt8>) throws(Failure) -> Bool
  ) throws(Failure) -> Progress {
    try unsafe piece.withUnsafeBufferPointer { (input: UnsafeBufferPointer<UInt8>) throws(Failure) in
      unsafe state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe state.pointee.avail_in = UInt32(clamping: input.count)
      while true {
        let room = output.count
        let code = unsafe output.withUnsafeMutableBufferPointer { buffer in
          unsafe state.pointee.next_out = buffer.baseAddress
          unsafe state.pointee.avail_out = UInt32(room)
          return unsafe inflate(state, Z_NO_FLUSH)
        }
        let left = unsafe Int(state.pointee.avail_out)
        let wantsMore = room == left ? true : try body(output.span.extracting(first: room - left))
        let taken = unsafe input.count - Int(state.pointee.avail_in)
        switch code {
        case Z_STREAM_END: return .ended(taken)
        case Z_OK, Z_BUF_ERROR:
          guard wantsMore else { return .ended(taken) }
          if left > 0 { return .more }
        default: return .damaged(Int(code))
        }
      }
    }
  }
}
