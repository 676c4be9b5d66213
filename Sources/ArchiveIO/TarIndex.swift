/// A member of the archive that holds an image: what the loader needs of it.
package struct ArchiveMember: Sendable {
  /// The path as image formats mean it: no leading `/` or `./`.
  package let name: [UInt8]
  package let kind: TarEntryKind
  /// The target of a link as the archive has it.
  package let link: [UInt8]
  package let size: Int64
  /// Where its header starts in the unpacked archive, in bytes.
  package let offset: Int64
}

/// The members of a tar in memory and where their content lies: no content is read.
package struct TarIndex: Sendable {
  /// In the order of the archive; `content` is shorter than the member's size where the archive is cut off.
  package private(set) var members: [(member: ArchiveMember, content: ByteView)] = []
  /// Whether a member has holes, so that its content is not as the tar has it.
  package private(set) var hasSparseMembers = false
  /// Why reading ended early, the members before being whole, but the last perhaps cut off; else what is wrong with the
  /// first member whose header is damaged.
  package private(set) var error: ArchiveError?

  package init(_ view: ByteView, limits: ReadLimits) {
    do throws(ArchiveError) {
      var reader = try TarReader(view, limits: limits)
      var names = NameTable()
      while let entry = try reader.next(names: &names) {
        error = error ?? reader.warning
        if reader.isSparse { hasSparseMembers = true }
        let start = Int(clamping: reader.position)
        // A header may claim any size: never add it to a position.
        let rest = view.slice(from: start)
        let size = entry.kind == .file ? Int(clamping: entry.size) : 0
        members.append((ArchiveMember(entry, names), rest.slice(0..<min(size, rest.count))))
      }
    } catch {
      self.error = error
    }
  }
}

extension ArchiveMember {
  init(_ entry: TarEntry, _ names: borrowing NameTable) {
    name = Array(names[entry.path])
    kind = entry.kind
    link = Array(names[entry.link])
    size = entry.size
    offset = entry.offset
  }
}
