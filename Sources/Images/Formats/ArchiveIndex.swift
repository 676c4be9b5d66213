import ArchiveIO

/// The members of an archive, found by looking at headers or, where it can only be read forward, by reading it.
struct ArchiveIndex {
  private(set) var store: ArchiveStore
  private(set) var compression = Compression.none
  /// Why not all members were found.
  private(set) var error: ArchiveError?

  /// Bytes at a member's start that tell a document from a layer: one tar header.
  private static let headLength = 512

  init(limits: ReadLimits) { store = ArchiveStore(linkDepth: limits.linkDepth) }

  /// The members of a mapped file: found in place, or unpacked in one go where the file is packed.
  init(_ view: ByteView, limits: ReadLimits, questions: ScanOptions) throws(ArchiveError) {
    let compression = Compression(firstBytes: view.copy(limit: Compression.magicLength))
    guard compression == .none else {
      try self.init(ArchiveStream(view, limits: limits), limits: limits, questions: questions)
      return
    }
    guard view.count > 0 else { throw .unrecognized(expected: "a tar", found: "an empty file") }
    self.init(limits: limits)
    let index = TarIndex(view, limits: limits)
    if index.members.isEmpty, let error = index.error { throw error }
    guard !index.hasSparseMembers else {
      // Their holes are nowhere in the file: they come out only by reading.
      try self.init(ArchiveStream(view, limits: limits), limits: limits, questions: questions)
      return
    }
    for (member, content) in index.members {
      store.add(member, member.size > content.count && member.kind == .file ? .cut(content) : .bytes(content))
    }
    error = index.error
  }

  /// The members of a stream. Layers are read as they come by, before it is known which image they belong to.
  init(_ stream: ArchiveStream, limits: ReadLimits, questions: ScanOptions) throws(ArchiveError) {
    self.init(limits: limits)
    compression = stream.compression
    var count = 0
    var kept = 0
    let pool = questions.searchPool()
    var members: [(ArchiveMember, MemberContent?)] = []
    var searched = SearchedMember()
    do throws(ArchiveError) {
      while let member = try stream.next() {
        count += 1
        let content =
          member.kind == .file
          ? try Self.content(stream, member, limits, questions, pool) { search in
            searched.finish(in: &members)
            searched = SearchedMember(place: members.count, search: search)
          } : nil
        if case .bytes(let view) = content { kept += view.count }
        guard kept <= limits.metadataBytes else {
          throw .limit(
            what: "the size of all JSON members",
            allowed: "\(limits.metadataBytes) bytes (--limit metadata-bytes)")
        }
        members.append((member, content))
      }
      error = stream.damage
    } catch {
      guard count > 0 else { throw error }
      self.error = error
    }
    searched.finish(in: &members)
    for (member, content) in members { store.add(member, content) }
  }

  /// The layer that was read last, whose files may still be searched while the next is read: at its end, one core would search
  /// the last of them and the others wait.
  private struct SearchedMember {
    var place = 0
    var search: StreamedSecrets?

    /// Gives the layer its secrets.
    func finish(in members: inout [(ArchiveMember, MemberContent?)]) {
      guard let search, members.indices.contains(place), case .scanned(var scan) = members[place].1 else {
        return
      }
      scan.secrets = search.finish()
      members[place].1 = .scanned(scan)
    }
  }

  /// `read` is given the search of a layer that was read.
  private static func content(
    _ stream: ArchiveStream, _ member: ArchiveMember, _ limits: ReadLimits, _ questions: ScanOptions,
    _ pool: SearchPool?, read: (StreamedSecrets?) -> Void
  ) throws(ArchiveError) -> MemberContent? {
    let head = try stream.first(headLength)
    if member.size <= limits.jsonBytes, isMetadata(head) {
      return try stream.content(limit: limits.jsonBytes).map { .bytes(ByteView(copying: $0)) }
    }
    var visitor = questions.visitor(pool)
    let digest = MetadataReader.digest(inName: String(decoding: member.name, as: UTF8.self))
    let pass = stream.pass(algorithm: digest?.algorithm ?? .sha256, visitor: &visitor)
    let search = visitor.search
    let scan = LayerScan(visitor, pass)
    read(search)
    return .scanned(scan)
  }

  /// Whether bytes are JSON or other text, or too short for a layer: a tar header has zeros in it, and so has, or other
  /// bytes that are no text, what is packed.
  private static func isMetadata(_ head: [UInt8]) -> Bool {
    guard head.count == headLength else { return true }
    let isTar = head[257..<262].elementsEqual(Array("ustar".utf8))
    let first = head.first { !Array(" \t\r\n".utf8).contains($0) }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    return !isTar && (isJSON || head.allSatisfy { $0 >= 0x20 && $0 != 0x7f || (0x09...0x0d).contains($0) })
  }
}
