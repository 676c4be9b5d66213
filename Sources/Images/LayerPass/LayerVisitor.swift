import ArchiveIO

/// Keeps every entry of a layer, and the contents that a collector asks for.
struct LayerVisitor: TarVisitor {
  private(set) var entries: [TarEntry] = []
  private(set) var attributes: [Int: [TarAttribute]] = [:]

  mutating func visit(_ entry: TarEntry, names: borrowing NameTable, attributes: [TarAttribute]) -> Int {
    if !attributes.isEmpty { self.attributes[entries.count] = attributes }
    entries.append(entry)
    return 0
  }

  mutating func receive(_ content: RawSpan) {}
}

extension LayerScan {
  /// What a visitor and the pass over its blob came to.
  init(_ visitor: consuming LayerVisitor, _ pass: BlobPass) {
    compression = pass.compression
    digest = pass.digest
    size = pass.size
    diffID = pass.diffID
    unpackedSize = pass.unpackedSize
    error = pass.error
    take(visitor, pass.walk)
  }

  mutating func take(_ visitor: consuming LayerVisitor, _ walk: TarWalk) {
    error = error ?? walk.error
    names = walk.names
    entries = visitor.entries
    attributes = visitor.attributes
  }
}
