/// Unpacks one deflated stream that is wholly in memory, under a limit on what comes out.
package enum ZlibInflate {
  /// What stands around the deflated bytes.
  package enum Form: Sendable {
    /// A zlib header and a checksum (RFC 1950).
    case zlib
    /// Nothing, as in zip (RFC 1951).
    case raw
  }

  /// Why a stream could not be unpacked.
  package enum Failure: Error, Hashable, CustomStringConvertible {
    /// The stream unpacks to more than `limit` bytes.
    case tooLarge(limit: Int)
    /// The bytes end before the stream does.
    case truncated
    /// The bytes are no such stream, or their checksum is wrong; `code` is zlib's result.
    case damaged(code: Int32)
    /// zlib could not work, for want of memory or for another version.
    case unavailable(reason: String)

    package var description: String {
      switch self {
      case .tooLarge(let limit):
        "the zlib stream unpacks to more than \(limit) bytes; raise the limit if it is meant to be so large"
      case .truncated: "the zlib stream ends early; make the file again"
      case .damaged(let code): "the zlib stream is damaged (zlib result \(code)); make the file again"
      case .unavailable(let reason): "\(reason); check memory and the installed zlib"
      }
    }
  }

  /// The bytes of the stream at the start of `bytes`; what follows the stream is ignored.
  ///
  /// - Parameter limit: the most bytes to return; a stream that holds more is refused, not cut.
  package static func inflate(
    _ bytes: Span<UInt8>, form: Form = .zlib, limit: Int
  ) throws(Failure) -> [UInt8] {
    try unsafe bytes.withUnsafeBufferPointer { (input: UnsafeBufferPointer<UInt8>) throws(Failure) in
      let result: Result<[UInt8], Failure>
      do throws(ArchiveError) {
        result = try unsafe unpacked(UnsafeRawBufferPointer(input), form, limit: limit)
      } catch {
        throw .unavailable(reason: error.description)
      }
      return try result.get()
    }
  }

  /// Asks for one byte more than the limit so that "too large" is seen, not guessed.
  private static func unpacked(
    _ input: UnsafeRawBufferPointer, _ form: Form, limit: Int
  ) throws(ArchiveError) -> Result<[UInt8], Failure> {
    guard UInt32(exactly: input.count) != nil else { return .failure(.truncated) }
    let inflater = try Inflater(
      {
        switch form {
        case .zlib: .zlib
        case .raw: .raw
        }
      }())
    unsafe inflater.give(input)
    var output: [UInt8] = []
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { unsafe room.deallocate() }
    while true {
      let step = try unsafe inflater.run(into: room)
      guard output.count + step.written <= limit else { return .failure(.tooLarge(limit: limit)) }
      unsafe output.append(contentsOf: room[..<step.written])
      switch step.state {
      case .ended: return .success(output)
      case .damaged(let code, _): return .failure(.damaged(code: code))
      case .more: if step.written == 0 { return .failure(.truncated) }
      }
    }
  }
}
