/// Unpacks what is deflated: a gzip of one or several members (RFC 1952), checksums checked, zero padding at the end
/// allowed; or one stream with a zlib header or bare, as zip has it (RFC 1950, 1951), and nothing behind it.
final class DeflateDecoder: ByteProducer {
  private enum Phase { case inStream, betweenMembers, ended }

  /// How the error begins that means only this: all members were read.
  static let otherDataFollows = "other data follows the last gzip member"

  private let source: any ByteSource
  private let inflater: any Inflater
  private var phase = Phase.inStream
  private var consumed: Int64 = 0
  /// Where the stream at hand begins.
  private var start: Int64 = 0
  private var sourceEnded = false
  /// Whether all that was given came out, so that another piece may follow.
  private var isDrained = true
  /// Damage that was met after bytes that are still good.
  private var failure: ArchiveError?

  /// Reads one stream from where `source` stands; `inflater` must have just been made or reset.
  init(_ source: any ByteSource, _ inflater: any Inflater) {
    self.source = source
    self.inflater = inflater
    inflater.forget()
  }

  convenience init(gzip source: any ByteSource) throws(ArchiveError) {
    try self.init(source, DeflateForm.gzip.inflater())
  }

  /// Takes what of the source's last piece lies behind the stream, and says how much it is: it can be given back.
  func takeUnused() -> Int {
    defer { inflater.forget() }
    return inflater.unused
  }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    var written = 0
    do throws(ArchiveError) {
      while written < buffer.count, phase != .ended {
        try refill()
        switch phase {
        case .inStream:
          try unsafe inflateSome(UnsafeMutableRawBufferPointer(rebasing: buffer[written...]), &written)
        case .betweenMembers: try startNextMember()
        case .ended: break
        }
      }
    } catch {
      failure = error
      if written == 0 { throw error }
    }
    return written
  }

  private func refill() throws(ArchiveError) {
    guard isDrained, inflater.unused == 0, !sourceEnded else { return }
    guard let piece = try unsafe source.next() else {
      sourceEnded = true
      return
    }
    unsafe inflater.give(piece)
    consumed += Int64(piece.count)
  }

  private var offset: Int64 { consumed - Int64(inflater.unused) }

  private func inflateSome(_ room: UnsafeMutableRawBufferPointer, _ written: inout Int) throws(ArchiveError) {
    let step = try unsafe inflater.run(into: room)
    written += step.written
    isDrained = step.written < room.count || step.state == .ended
    switch step.state {
    case .ended: phase = inflater.form == .gzip ? .betweenMembers : .ended
    // How much of a zlib stream's checksum ISA-L has taken depends on how the stream was cut.
    case .damaged(.checksum) where inflater.form == .zlib:
      throw damage(InflateDamage.checksum.text, at: start)
    case .damaged(let what): throw damage(what.text)
    case .more:
      guard sourceEnded, step.written == 0 else { return }
      throw damage("ends in the middle of the data (truncated)")
    }
  }

  /// After a member another may follow, or zeros up to the end of the blob; anything else is damage.
  private func startNextMember() throws(ArchiveError) {
    guard let next = inflater.nextByte else {
      if sourceEnded { phase = .ended }
      return
    }
    if next == 0 { return inflater.skipByte() }
    guard next == 0x1f else { throw damage(Self.otherDataFollows) }
    try inflater.reset()
    start = offset
    phase = .inStream
  }

  private func damage(_ detail: String, at place: Int64? = nil) -> ArchiveError {
    .damaged(form: inflater.form.title, offset: place ?? offset, detail: detail)
  }
}

/// A zlib stream (RFC 1950) that is wholly in memory.
package enum ZlibStream {
  /// The bytes of the stream at the start of `bytes`; what follows the stream is ignored. One that holds more than
  /// `limit` bytes is refused, not cut.
  package static func unpack(_ bytes: Span<UInt8>, limit: Int) throws(ArchiveError) -> [UInt8] {
    try unsafe bytes.withUnsafeBufferPointer { (input: UnsafeBufferPointer<UInt8>) throws(ArchiveError) in
      let source = unsafe MemorySource(UnsafeRawBufferPointer(input))
      let decoder = DeflateDecoder(source, try DeflateForm.zlib.inflater())
      return try decoder.all(limit: limit, what: "what the zlib stream unpacks to")
    }
  }
}

extension ByteProducer {
  /// All that it gives; throws where that is more than `limit` bytes, which `what` names.
  func all(limit: Int, what: String) throws(ArchiveError) -> [UInt8] {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { unsafe room.deallocate() }
    var bytes: [UInt8] = []
    while true {
      let written = try unsafe fill(room)
      guard written > 0 else { return bytes }
      guard bytes.count + written <= limit else { throw .limit(what: what, allowed: "\(limit) bytes") }
      unsafe bytes.append(contentsOf: room[..<written])
    }
  }
}
