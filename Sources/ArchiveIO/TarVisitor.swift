/// How much of an entry's content a visitor wants, from its start.
package struct ContentRequest: Sendable, Hashable {
  /// Bytes wanted where the content lies in memory and costs nothing.
  package let inPlace: Int
  /// Bytes wanted where they must be gathered from a stream.
  package let gathered: Int

  /// Whether all of the content is to be handed on, in pieces, beside what is wanted of its start.
  package var inPieces = false

  package static let none = ContentRequest(inPlace: 0, gathered: 0)

  package init(inPlace: Int, gathered: Int) {
    self.inPlace = inPlace
    self.gathered = gathered
  }
}

/// Takes the entries of a tar as they come, and the content of those it asks for.
package protocol TarVisitor {
  /// An entry's header; the answer says how much of its content to hand to `receive`.
  mutating func visit(
    _ entry: TarEntry, names: borrowing NameTable, attributes: [TarAttribute]
  ) -> ContentRequest

  /// Before content is gathered: its first bytes are here; what is wanted of it after all?
  func reconsider(_ head: Span<UInt8>, of wanted: Int) -> Gathering

  /// The content that was asked for, in one piece; shorter where the file is shorter.
  mutating func receive(_ content: Span<UInt8>)

  /// What was gathered of a zip, if that was asked for.
  mutating func receive(_ zip: GatheredZip)

  /// Where the content of the file that was visited starts in the unpacked tar, in bytes.
  mutating func contentStarts(at position: Int64)

  /// The next piece of a content that was asked for in pieces; holes (sparse file) are left out, so that
  /// `offset` may jump. `keep` gives the piece to who needs it for longer than the call.
  mutating func receive(piece: Span<UInt8>, at offset: Int64, keep: () -> HeldPiece)

  /// All pieces that there are were handed on.
  mutating func endPieces()
}

extension TarVisitor {
  /// Who asks for no zip gets none.
  package mutating func receive(_ zip: GatheredZip) {}
}

/// What one walk over a tar came to.
package struct TarWalk: Sendable {
  /// The names that the entries point into.
  package internal(set) var names = NameTable()
  /// Members seen.
  package private(set) var count = 0
  /// Why the walk ended early, everything before it being visited; else what is wrong with the first entry with damage.
  package internal(set) var error: ArchiveError?

  init() {}

  /// Walks a tar that is all in memory; content is handed on without a copy. No bytes at all are an empty tar,
  /// which some builders write for a layer that changes nothing.
  package static func over<Visitor: TarVisitor>(
    _ view: ByteView, limits: ReadLimits, visitor: inout Visitor
  ) -> TarWalk {
    var walk = TarWalk()
    guard view.count > 0 else { return walk }
    do throws(ArchiveError) {
      walk = TarWalk(try TarReader(view, limits: limits), visitor: &visitor)
    } catch {
      walk.error = error
    }
    return walk
  }

  init<Visitor: TarVisitor>(_ reader: consuming TarReader, visitor: inout Visitor) {
    let room = GatheredBytes(capacity: 0, pages: .large)
    do throws(ArchiveError) {
      while let entry = try reader.next(names: &names) {
        count += 1
        error = error ?? reader.warning
        let attributes = try reader.attributes()
        let request = visitor.visit(entry, names: names, attributes: attributes)
        if entry.kind == .file { visitor.contentStarts(at: reader.position) }
        guard request.inPlace > 0 || request.gathered > 0 || request.inPieces else { continue }
        defer { if request.inPieces { visitor.endPieces() } }
        try reader.content(request, gatheredIn: room, visitor: &visitor)
      }
    } catch {
      self.error = error
    }
  }
}

extension TarReader {
  /// Hands the first bytes of the current entry's content on: in place where they lie together, else gathered
  /// in `room`. A hole (sparse file) reads as zeros, and the content ends at the one that the limits do not allow.
  /// Before damage is thrown, what came before it is handed on.
  fileprivate mutating func content<Visitor: TarVisitor>(
    _ request: ContentRequest, gatheredIn room: GatheredBytes, visitor: inout Visitor
  ) throws(ArchiveError) {
    defer { room.clear(keeping: Self.mostKept) }
    let size = Int(clamping: currentSize)
    var gathering = ContentGathering(.start(WantedStart(count: min(size, request.gathered))), in: room)
    var turn: GatherTurn?
    defer { turn?.end() }
    var (isServed, isCut) = (false, false)
    do throws(ArchiveError) {
      while let block = try unsafe nextBlock() {
        if request.inPieces {
          let piece = unsafe block.bytes.assumingMemoryBound(to: UInt8.self).span
          visitor.receive(piece: piece, at: unsafe block.offset) {
            unsafe hold(block.bytes) ?? HeldPiece(copying: piece)
          }
          if isServed { continue }
        }
        if gathering.count == 0, unsafe block.offset == 0 {
          let piece = unsafe UnsafeRawBufferPointer(rebasing: block.bytes.prefix(request.inPlace))
          let span = unsafe piece.assumingMemoryBound(to: UInt8.self).span
          if piece.count == min(size, request.inPlace) {
            if request.inPlace > 0 || size == 0 { visitor.receive(span) }
            guard request.inPieces else { return }
            isServed = true
            continue
          }
          gathering = ContentGathering(visitor.reconsider(span, of: gathering.wanted), in: room)
          turn = GatherTurn(for: gathering.mostHeld)
          gathering.reserve()
        }
        guard gathering.count < gathering.wanted else {
          if request.inPieces { continue }
          break
        }
        if !fill(gathering, to: unsafe min(gathering.wanted, Int(clamping: block.offset))) {
          gathering.cut()
          isCut = true
        }
        let left = gathering.wanted - gathering.count
        let rest = unsafe UnsafeRawBufferPointer(rebasing: block.bytes.prefix(left))
        gathering.append(unsafe rest.assumingMemoryBound(to: UInt8.self).span)
        if request.inPieces, gathering.count == gathering.wanted, gathering.wanted > 0 {
          gathering.hand(to: &visitor)
          room.clear(keeping: Self.mostKept)
          turn?.end()
          isServed = true
        }
      }
    } catch {
      if !isServed { gathering.hand(to: &visitor) }
      throw error
    }
    guard !isServed, gathering.wanted > 0 || size == 0 || isCut else { return }
    if isSparse { _ = fill(gathering, to: gathering.wanted) }
    gathering.hand(to: &visitor)
  }

  /// Bytes of a content whose room is kept for the next file.
  private static let mostKept = 16 << 20

  /// Appends a hole up to `end`; false where the limits do not allow it.
  private mutating func fill(_ gathering: ContentGathering, to end: Int) -> Bool {
    let hole = end - gathering.count
    guard hole > 0 else { return true }
    guard mayFill(hole) else { return false }
    gathering.append(zeros: hole)
    return true
  }
}

extension Span<UInt8> {
  /// A copy of the bytes.
  package var array: [UInt8] { unsafe withUnsafeBufferPointer { unsafe Array($0) } }
}
