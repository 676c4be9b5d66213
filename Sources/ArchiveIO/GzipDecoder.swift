/// Unpacks gzip (RFC 1952): one or several members, checksums checked, zero padding at the end allowed.
final class GzipDecoder: ByteProducer {
  private enum Phase { case inMember, betweenMembers, ended }

  /// How the error begins that means only this: all members were read.
  static let otherDataFollows = "other data follows the last gzip member"

  private let source: any ByteSource
  private let inflater: Inflater
  private var phase = Phase.inMember
  private var consumed: Int64 = 0
  private var sourceEnded = false
  /// Damage that was met after bytes that are still good.
  private var failure: ArchiveError?

  init(_ source: any ByteSource) throws(ArchiveError) {
    self.source = source
    inflater = try Inflater(.gzip)
  }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    var written = 0
    do throws(ArchiveError) {
      while written < buffer.count, phase != .ended {
        try refill()
        switch phase {
        case .inMember:
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
    guard inflater.unused == 0, !sourceEnded else { return }
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
    switch step.state {
    case .ended: phase = .betweenMembers
    case .damaged(_, let detail): throw .damaged(form: "gzip", offset: offset, detail: detail)
    case .more:
      guard sourceEnded, step.written == 0 else { return }
      throw .damaged(form: "gzip", offset: offset, detail: "ends in the middle of the data (truncated)")
    }
  }

  /// After a member another may follow, or zeros up to the end of the blob; anything else is damage.
  private func startNextMember() throws(ArchiveError) {
    guard let next = inflater.nextByte else {
      if sourceEnded { phase = .ended }
      return
    }
    if next == 0 { return inflater.skipByte() }
    guard next == 0x1f else {
      throw .damaged(form: "gzip", offset: offset, detail: Self.otherDataFollows)
    }
    try inflater.reset()
    phase = .inMember
  }
}
