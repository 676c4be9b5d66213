import CZlib

/// Decompresses one zlib stream (RFC 1950) that is wholly in memory, under a limit on what comes out.
package enum ZlibInflate {
  /// Why a zlib stream could not be decompressed.
  package enum Failure: Error, Hashable, CustomStringConvertible {
    /// The stream unpacks to more than `limit` bytes.
    case tooLarge(limit: Int)
    /// The bytes end before the stream does.
    case truncated
    /// The bytes are no zlib stream, or their checksum is wrong; `code` is zlib's result.
    case damaged(code: Int32)
    /// zlib could not start, for want of memory or for another version; `code` is its result.
    case unavailable(code: Int32)

    package var description: String {
      switch self {
      case .tooLarge(let limit):
        "the zlib stream unpacks to more than \(limit) bytes; raise the limit if it is meant to be so large"
      case .truncated: "the zlib stream ends early; make the file again"
      case .damaged(let code): "the zlib stream is damaged (zlib result \(code)); make the file again"
      case .unavailable(let code):
        "zlib could not start (result \(code)); check memory and the installed zlib"
      }
    }
  }

  /// The bytes of the stream at the start of `bytes`; what follows the stream is ignored.
  ///
  /// - Parameter limit: the most bytes to return; a stream that holds more is refused, not cut.
  package static func inflate(_ bytes: Span<UInt8>, limit: Int) throws(Failure) -> [UInt8] {
    let stream = try InflateStream()
    return try unsafe bytes.withUnsafeBufferPointer { (input: UnsafeBufferPointer<UInt8>) throws(Failure) in
      try unsafe stream.run(input, limit: limit)
    }
  }
}

/// The only owner of a zlib state, which must not move in memory while zlib uses it.
@safe private struct InflateStream: ~Copyable {
  private let state: UnsafeMutablePointer<z_stream>

  init() throws(ZlibInflate.Failure) {
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: z_stream())
    let code = unsafe inflateInit_(state, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw .unavailable(code: code) }
  }

  deinit {
    // A state that never started is refused by zlib with Z_STREAM_ERROR, which changes nothing.
    _ = unsafe inflateEnd(state)
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  /// Feeds all input, and asks for one byte more than the limit so that "too large" is seen, not guessed.
  func run(_ input: UnsafeBufferPointer<UInt8>, limit: Int) throws(ZlibInflate.Failure) -> [UInt8] {
    guard let start = input.baseAddress, let inputCount = UInt32(exactly: input.count) else {
      throw .truncated
    }
    unsafe state.pointee.next_in = UnsafeMutablePointer(mutating: start)
    unsafe state.pointee.avail_in = inputCount
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let chunkCount = chunk.count
      let code = unsafe chunk.withUnsafeMutableBufferPointer { buffer in
        unsafe state.pointee.next_out = buffer.baseAddress
        unsafe state.pointee.avail_out = UInt32(chunkCount)
        return unsafe CZlib.inflate(state, Z_NO_FLUSH)
      }
      let produced = chunkCount - Int(unsafe state.pointee.avail_out)
      guard output.count + produced <= limit else { throw .tooLarge(limit: limit) }
      output.append(contentsOf: chunk[..<produced])
      switch code {
      case Z_STREAM_END: return output
      case Z_OK where produced > 0: continue
      case Z_OK, Z_BUF_ERROR: throw .truncated
      default: throw .damaged(code: code)
      }
    }
  }
}
