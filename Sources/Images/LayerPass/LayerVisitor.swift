import ArchiveIO
import Secrets

/// Keeps every entry of a layer, and what the files tell that a collector wants.
struct LayerVisitor: TarVisitor {
  private(set) var entries: [TarEntry] = []
  private(set) var attributes: [Int: [TarAttribute]] = [:]
  /// What files tell, by entry index.
  private(set) var facts: [Int: FileFact] = [:]
  private let limits: FactLimits
  /// Looks for secrets in every file; nil where none are wanted.
  private let secrets: StreamedSecrets?
  private var wanted: (interest: FactInterest, path: [UInt8], size: Int)?

  /// Hashes of contents that were handed on in pieces, by entry index; 0 for all others.
  private(set) var contentHashes: [UInt64] = []
  private var hash = ContentHash()

  /// Where files' contents start in the tar, by entry index; 0 for all that is no file.
  private(set) var contentStarts: [Int] = []
  /// Whether the tar lies in memory, so that contents can be looked at later.
  private let isStored: Bool

  /// Contents that were asked for, by entry index; nil where nobody asks for any.
  private(set) var kept: KeptContents?

  init(
    secrets: StreamedSecrets? = nil, contents: WantedContents? = nil, isStored: Bool = false,
    limits: FactLimits = FactLimits()
  ) {
    self.secrets = secrets
    self.limits = limits
    self.isStored = isStored
    kept = contents.map(KeptContents.init)
  }

  mutating func contentStarts(at position: Int64) {
    contentStarts[entries.count - 1] = Int(position)
  }

  /// The search for secrets in the files seen, which may still go on; nil where none are wanted.
  var search: StreamedSecrets? { secrets }

  mutating func visit(
    _ entry: TarEntry, names: borrowing NameTable, attributes: [TarAttribute]
  ) -> ContentRequest {
    if !attributes.isEmpty { self.attributes[entries.count] = attributes }
    entries.append(entry)
    contentHashes.append(0)
    contentStarts.append(0)
    wanted = nil
    guard entry.kind == .file else { return .none }
    let path = names[entry.path]
    let size = Int(clamping: entry.size)
    var request = factRequest(path, entry, size)
    if kept?.wants(entries.count - 1, path: path, size: size) == true { request = request.covering(size) }
    // The holes of a sparse file are known only while it is read.
    guard size > 0, !isStored || entry.isSparse else { return request }
    request.inPieces = true
    hash.reset()
    secrets?.start(entries.count - 1, path: path, size: size, isSparse: entry.isSparse)
    return request
  }

  private mutating func factRequest(
    _ path: ArraySlice<UInt8>, _ entry: TarEntry, _ size: Int
  ) -> ContentRequest {
    let interest = FactKind.interest(
      inPath: path.span, mode: UInt32(entry.mode), size: size, limits: limits)
    guard let interest else { return .none }
    wanted = (interest, Array(path), size)
    let most = interest.kind == .program ? ProgramParts.mostBytes : .max
    return ContentRequest(inPlace: interest.byteCount, gathered: min(interest.byteCount, most))
  }

  mutating func receive(piece: Span<UInt8>, at offset: Int64, keep: () -> HeldPiece) {
    hash.update(piece, at: offset)
    secrets?.receive(piece, at: offset, keep: keep)
  }

  mutating func endPieces() {
    contentHashes[contentHashes.count - 1] = hash.finish()
    secrets?.end()
  }

  func reconsider(_ head: Span<UInt8>, of count: Int) -> Gathering {
    if kept?.isWaiting == true { return .start(WantedStart(count: count)) }
    guard let wanted else { return .start(WantedStart(count: 0)) }
    let start = min(count, wanted.interest.kind.bytesWanted(afterHead: head, of: wanted.interest))
    guard start > head.count else { return .start(WantedStart(count: start)) }
    return switch wanted.interest.kind {
    case .program: .start(ProgramParts.gathered(start, of: wanted.size, head: head))
    case .javaArchive: .zip(JavaArchive.gathering(size: wanted.size, limits: limits), count: start)
    default: .start(WantedStart(count: start))
    }
  }

  mutating func receive(_ zip: GatheredZip) {
    guard let wanted else { return }
    facts[entries.count - 1] = FileFact(
      javaArchive: zip, path: wanted.path, size: wanted.size, limits: limits)
  }

  mutating func receive(_ content: Span<UInt8>) {
    kept?.receive(content)
    guard let wanted else { return }
    let index = entries.count - 1
    if wanted.interest.kind.isReadInPlace {
      // Most executable files are scripts: only a few bytes tell.
      guard wanted.interest.kind.bytesWanted(afterHead: content, of: wanted.interest) > 0 else { return }
      facts[index] =
        wanted.interest.kind == .program
        ? FileFact(program: content, path: wanted.path, size: wanted.size, limits: limits)
        : FileFact(javaArchive: content, path: wanted.path, size: wanted.size, limits: limits)
    } else {
      facts[index] = FileFact(
        kind: wanted.interest.kind, path: wanted.path, bytes: content.array, size: wanted.size, limits: limits
      )
    }
  }
}

extension LayerScan {
  /// What a visitor and the pass over its blob came to; without its secrets, whose search may go on.
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
    facts = visitor.facts
    contentHashes = visitor.contentHashes
    contents = visitor.kept?.contents ?? [:]
    visitor.search?.endFiles()
  }
}
