import ArchiveIO
import TestSupport
import Testing

/// The start of a file that comes in blocks, gathered while the whole goes by in pieces.
@Suite struct GatheredContentTests {
  private struct Starts: TarVisitor {
    let most: Int
    /// What was handed on of each file, in its order.
    private(set) var given: [[[UInt8]]] = []
    private(set) var pieces: [[UInt8]] = []

    init(most: Int) { self.most = most }

    mutating func visit(
      _ entry: TarEntry, names: borrowing NameTable, attributes: [TarAttribute]
    ) -> ContentRequest {
      given.append([])
      pieces.append([])
      var request = ContentRequest(inPlace: most, gathered: most)
      request.inPieces = true
      return request
    }

    mutating func contentStarts(at offset: Int64) {}

    func reconsider(_ head: Span<UInt8>, of wanted: Int) -> Gathering {
      .start(WantedStart(count: wanted))
    }

    mutating func receive(_ content: Span<UInt8>) { given[given.count - 1].append(content.array) }

    mutating func receive(piece: Span<UInt8>, at offset: Int64, keep: () -> HeldPiece) {
      pieces[pieces.count - 1] += piece.array
    }

    mutating func endPieces() {}
  }

  /// Above and below what is gathered, so that room of one size serves contents of others; one is larger than is kept.
  @Test func `each start is handed on once, as long as was asked for, and all pieces are`() {
    let most = 17 << 20
    let sizes = [2 << 20, most + 1, 10, 0, 3 << 20, most]
    let contents = sizes.enumerated().map { number, size in
      let pattern = (0..<1_009).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ number) }
      var content: [UInt8] = []
      while content.count < size { content += pattern }
      content.removeLast(content.count - size)
      return content
    }
    let members = contents.enumerated().map { number, content in
      var member = TarWriter.Member("f\(number)")
      member.content = content
      return member
    }
    let tar = TarWriter.tar(members)
    var visitor = Starts(most: most)
    let pass = BlobPass(
      ByteView(copying: tar), algorithm: .sha256, limits: ReadLimits(), visitor: &visitor)
    #expect(pass.failure == nil)
    for (number, content) in contents.enumerated() {
      #expect(visitor.given[number].count == 1, "file \(number)")
      let whole = ByteView(copying: content)
      if let start = visitor.given[number].first {
        #expect(ByteView(copying: start).isEqual(to: whole.slice(0..<most)), "file \(number)")
      }
      #expect(ByteView(copying: visitor.pieces[number]).isEqual(to: whole), "file \(number)")
    }
  }
}
