/// The archive that holds an image, when it can only be read forward: standard input, or packed outside.
///
/// Use it as a loop: `next`, then at most one of `first`, `content` and `pass` (`first` may precede either).
package final class ArchiveStream {
  /// How the archive itself is packed.
  package let compression: Compression
  private let limits: ReadLimits
  private var reader: TarReader
  private var names = NameTable()
  private var member: PeekingSource?
  /// What is wrong with the first member whose header is damaged and behind which the archive goes on.
  package private(set) var damage: ArchiveError?
  /// What the tar is read from.
  private let stream: any ByteSource

  /// Reads from an open file descriptor, which stays open.
  package convenience init(descriptor: Int32, limits: ReadLimits) throws(ArchiveError) {
    try self.init(
      PeekingSource(RingSource(DescriptorProducer(descriptor))), limits: limits)
  }

  /// Reads a file that is packed outside.
  package convenience init(_ view: ByteView, limits: ReadLimits) throws(ArchiveError) {
    try self.init(PeekingSource(ViewSource(view, pieceLength: 1 << 20)), limits: limits)
  }

  private init(_ source: PeekingSource, limits: ReadLimits) throws(ArchiveError) {
    let compression = Compression(firstBytes: try source.peek(Compression.magicLength))
    let packed = CountingSource(source)
    let stream: any ByteSource =
      if let decoder = try compression.decoder(packed) {
        PipelinedSource(LimitedDecoder(decoder, reading: packed, limits: limits))
      } else {
        source
      }
    self.compression = compression
    self.limits = limits
    self.stream = stream
    reader = try TarReader(stream, limits: limits)
  }

  /// The next member; nil at the end of the archive, once the rest was read: damage there may be in what came
  /// before, and who writes to a pipe is not cut off.
  package func next() throws(ArchiveError) -> ArchiveMember? {
    names = NameTable()
    member = nil
    guard let entry = try reader.next(names: &names) else {
      while try unsafe stream.next() != nil {}
      return nil
    }
    damage = damage ?? reader.warning
    return ArchiveMember(entry, names)
  }

  /// The current member's first bytes, without taking them.
  package func first(_ count: Int) throws(ArchiveError) -> [UInt8] { try source().peek(count) }

  /// The current member's whole content, if it is at most `limit` bytes; nil otherwise.
  package func content(limit: Int) throws(ArchiveError) -> [UInt8]? {
    let source = source()
    var bytes: [UInt8] = []
    while let piece = try unsafe source.next() {
      guard bytes.count + piece.count <= limit else { return nil }
      unsafe bytes.append(contentsOf: piece)
    }
    return bytes
  }

  /// Reads the current member as a blob.
  package func pass<Visitor: TarVisitor>(
    algorithm: Digest.Algorithm, visitor: inout Visitor
  ) -> BlobPass {
    BlobPass(source(), algorithm: algorithm, limits: limits, visitor: &visitor)
  }

  private func source() -> PeekingSource {
    if let member { return member }
    let source = PeekingSource(MemberSource(self))
    member = source
    return source
  }

  /// The content of the member that the stream stands at, its holes as zeros.
  @safe private final class MemberSource: ByteSource {
    private static let zeros = ByteStore(copying: [UInt8](repeating: 0, count: 1 << 16))

    private unowned let stream: ArchiveStream
    /// Bytes handed out.
    private var position: Int64 = 0
    /// A block that lies behind a hole.
    private var waiting: (offset: Int64, bytes: UnsafeRawBufferPointer)?

    init(_ stream: ArchiveStream) { self.stream = stream }

    func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
      while unsafe waiting == nil, let block = try unsafe stream.reader.nextBlock() {
        if unsafe !block.bytes.isEmpty { unsafe waiting = unsafe block }
      }
      let end = unsafe waiting?.offset ?? stream.holeEnd
      guard position >= end else { return try unsafe hole(to: end) }
      guard let block = unsafe waiting else { return nil }
      unsafe waiting = nil
      position += unsafe Int64(block.bytes.count)
      return unsafe block.bytes
    }

    func hold(_ piece: UnsafeRawBufferPointer) -> HeldPiece? { unsafe stream.stream.hold(piece) }

    private func hole(to end: Int64) throws(ArchiveError) -> UnsafeRawBufferPointer {
      guard end - position <= stream.limits.holeBytes - stream.holes else {
        throw .limit(
          what: "the size of all holes in members",
          allowed: "\(stream.limits.holeBytes) bytes (--limit hole-bytes)")
      }
      let piece = unsafe Self.zeros.view.slice(0..<Int(clamping: end - position)).bytes
      position += Int64(piece.count)
      stream.holes += Int64(piece.count)
      return unsafe piece
    }
  }

  /// Bytes of holes that were read so far.
  private var holes: Int64 = 0

  /// Where the current member ends if it has holes: the last may be one.
  private var holeEnd: Int64 { reader.isSparse ? reader.currentSize : 0 }
}
