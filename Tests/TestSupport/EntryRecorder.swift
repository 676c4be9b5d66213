import ArchiveIO

/// Keeps what a walk over a tar shows: entries with their names, attributes and the content that it asks for.
package struct EntryRecorder: TarVisitor {
  package struct Record: Sendable, Equatable {
    package let path: [UInt8]
    package let link: [UInt8]
    package let entry: TarEntry
    package let attributes: [TarAttribute]
    package var content: [UInt8]?

    package var name: String { String(decoding: path, as: UTF8.self) }
    package var target: String { String(decoding: link, as: UTF8.self) }
  }

  package private(set) var records: [Record] = []
  private let contentBytes: Int

  /// `contentBytes` of each file are asked for.
  package init(contentBytes: Int = 0) { self.contentBytes = contentBytes }

  package mutating func visit(
    _ entry: TarEntry, names: borrowing NameTable, attributes: [TarAttribute]
  ) -> ContentRequest {
    records.append(
      Record(
        path: Array(names[entry.path]), link: Array(names[entry.link]), entry: entry, attributes: attributes))
    guard entry.kind == .file else { return .none }
    return ContentRequest(inPlace: contentBytes, gathered: contentBytes)
  }

  package mutating func contentStarts(at offset: Int64) {}

  package mutating func receive(piece: Span<UInt8>, at offset: Int64, keep: () -> HeldPiece) {}

  package mutating func endPieces() {}

  package func reconsider(_ head: Span<UInt8>, of wanted: Int) -> Gathering {
    .start(WantedStart(count: wanted))
  }

  package mutating func receive(_ content: Span<UInt8>) {
    records[records.count - 1].content = content.array
  }
}

extension BlobPass {
  /// Reads bytes as a blob, and keeps what it holds.
  package static func over(
    _ bytes: [UInt8], contentBytes: Int = 0, limits: ReadLimits = ReadLimits()
  ) -> (pass: BlobPass, records: [EntryRecorder.Record]) {
    var recorder = EntryRecorder(contentBytes: contentBytes)
    let pass = BlobPass(ByteView(copying: bytes), algorithm: .sha256, limits: limits, visitor: &recorder)
    return (pass, recorder.records)
  }

  /// Why the blob could not all be read: its bytes, or the tar in them.
  package var failure: ArchiveError? { error ?? walk.error }
}
