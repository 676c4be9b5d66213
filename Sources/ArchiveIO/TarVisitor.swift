/// Takes the entries of a tar as they come, and the content of those it asks for.
package protocol TarVisitor {
  /// An entry's header. The answer says how many first bytes of its content to hand to `receive`: 0 for none.
  mutating func visit(_ entry: TarEntry, names: borrowing NameTable, attributes: [TarAttribute]) -> Int

  /// The content that the last `visit` asked for, in one piece; shorter where the file is shorter.
  mutating func receive(_ content: RawSpan)
}

/// What one walk over a tar came to.
package struct TarWalk: Sendable {
  /// The names that the entries point into.
  package var names = NameTable()
  /// Members seen.
  package var count = 0
  /// Why the walk ended early; everything before it was visited.
  package var error: ArchiveError?

  package init() {}

  /// Walks a tar that is all in memory; content is handed on without a copy.
  package static func over<Visitor: TarVisitor>(
    _ view: ByteView, limits: ReadLimits, visitor: inout Visitor
  ) -> TarWalk {
    guard view.count > 0 else { return TarWalk() }
    do throws(ArchiveError) {
      return TarWalk(try TarReader(view, limits: limits), limits: limits, visitor: &visitor)
    } catch {
      return TarWalk(failing: error)
    }
  }

  private init(failing error: ArchiveError) { self.error = error }

  init<Visitor: TarVisitor>(_ reader: consuming TarReader, limits: ReadLimits, visitor: inout Visitor) {
    var buffer: [UInt8] = []
    do throws(ArchiveError) {
      while let entry = try reader.next(names: &names) {
        count += 1
        let wanted = visitor.visit(entry, names: names, attributes: reader.attributes())
        guard wanted > 0 else { continue }
        try reader.content(limit: min(wanted, limits.contentBytes), buffer: &buffer) { content in
          visitor.receive(content)
        }
      }
    } catch {
      self.error = error
    }
  }
}

extension TarReader {
  /// Hands the first bytes of the current entry's content to `body`: in place where they lie together, else
  /// gathered in `buffer`. A hole (sparse file) reads as zeros. Damage inside the content still hands on what
  /// came before it.
  mutating func content(
    limit: Int, buffer: inout [UInt8], _ body: (RawSpan) -> Void
  ) throws(ArchiveError) {
    buffer.removeAll(keepingCapacity: true)
    do throws(ArchiveError) {
      while buffer.count < limit, let block = try unsafe nextBlock() {
        let hole = min(limit, Int(clamping: unsafe block.offset)) - buffer.count
        if hole > 0 { buffer.append(contentsOf: repeatElement(0, count: hole)) }
        let rest = limit - buffer.count
        let piece = unsafe UnsafeRawBufferPointer(rebasing: block.bytes.prefix(rest))
        if buffer.isEmpty, piece.count == min(limit, Int(clamping: currentSize)) {
          return body(unsafe piece.bytes)
        }
        unsafe buffer.append(contentsOf: piece)
      }
    } catch {
      body(unsafe buffer.span.bytes)
      throw error
    }
    body(unsafe buffer.span.bytes)
  }
}
