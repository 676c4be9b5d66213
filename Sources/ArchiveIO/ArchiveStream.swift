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
  /// What the tar is read from.
  private let stream: any ByteSource

  /// Reads from an open file descriptor, which stays open.
  package convenience init(descriptor: Int32, limits: ReadLimits) throws(ArchiveError) {
    try self.init(
      PeekingSource(PipelinedSource(DescriptorProducer(descriptor), bufferLength: 1 << 18)), limits: limits)
  }

  /// Reads a file that is packed outside.
  package convenience init(_ view: ByteView, limits: ReadLimits) throws(ArchiveError) {
    try self.init(PeekingSource(ViewSource(view, pieceLength: 1 << 20)), limits: limits)
  }

  private init(_ source: PeekingSource, limits: ReadLimits) throws(ArchiveError) {
    let compression = Compression(firstBytes: try source.peek(Compression.magicLength))
    let packed = DigestingSource(source, .sha256)
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

  /// The content of the member that the stream stands at.
  private final class MemberSource: ByteSource {
    private unowned let stream: ArchiveStream

    init(_ stream: ArchiveStream) { self.stream = stream }

    func next() throws(ArchiveError) -> UnsafeRawBufferPointer? {
      while let block = try unsafe stream.reader.nextBlock() {
        if unsafe !block.bytes.isEmpty { return unsafe block.bytes }
      }
      return nil
    }
  }
}
