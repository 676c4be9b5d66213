import CLibArchive
import Foundation

/// Walks a tar with libarchive's tar format and no other, from memory or from a stream.
@safe struct TarReader: ~Copyable {
  private let handle: ArchiveHandle
  private let input: ArchiveInput?
  /// Keeps the bytes that libarchive reads.
  private let memory: ByteView?
  private let limits: ReadLimits
  private var entry: OpaquePointer?
  /// Entries given so far.
  private(set) var count = 0
  /// Bytes of all attributes given so far.
  private var attributeBytes = 0
  /// The current entry's size in bytes.
  private(set) var currentSize: Int64 = 0
  /// Bytes of holes that were read as zeros so far.
  private var holeBytes: Int64 = 0
  /// What is wrong with the current entry where the tar goes on behind it, such as a record of PAX that is none.
  private(set) var warning: ArchiveError?
  /// Whether the last error was a block that is no header: `next` may be called again, and looks at the block after it.
  private(set) var isPassable = false

  /// A reader over bytes that are all there; content is never copied.
  init(_ view: ByteView, limits: ReadLimits) throws(ArchiveError) {
    let bytes = unsafe view.bytes
    handle = try unsafe Self.tarHandle { archive throws(ArchiveError) in
      let status = unsafe archive_read_open_memory2(
        archive, bytes.baseAddress, bytes.count, max(bytes.count, 1))
      guard status == ARCHIVE_OK else { throw unsafe archive.openingFailure(ContentKind(of: view)) }
    }
    memory = view
    input = nil
    self.limits = limits
  }

  /// A reader over bytes that come in order.
  ///
  /// - Parameter isConcatenated: whether what follows the end of a tar is read as one more tar, as `tar -i` does.
  init(_ source: any ByteSource, limits: ReadLimits, isConcatenated: Bool = false) throws(ArchiveError) {
    let input = ArchiveInput(source)
    handle = try unsafe Self.tarHandle { archive throws(ArchiveError) in
      if isConcatenated {
        try unsafe archive.check(
          "concatenated tars",
          archive_read_set_format_option(archive, "tar", "read_concatenated_archives", "1"))
      }
      try unsafe input.open(archive)
    }
    memory = nil
    self.input = input
    self.limits = limits
  }

  private static func tarHandle(
    opening open: (OpaquePointer) throws(ArchiveError) -> Void
  ) throws(ArchiveError) -> ArchiveHandle {
    Locale.useUTF8
    let handle = try ArchiveHandle()
    let archive = unsafe handle.pointer
    try unsafe archive.check("tar", archive_read_support_format_tar(archive))
    // On macOS libarchive would else swallow `._name` members as attributes of `name`.
    try unsafe archive.check("mac-ext", archive_read_set_format_option(archive, "tar", "mac-ext", nil))
    try unsafe open(archive)
    return handle
  }

  private var archive: OpaquePointer { unsafe handle.pointer }

  /// Bytes of the tar that were consumed; after `next`, where the entry's content starts.
  var position: Int64 { unsafe archive_filter_bytes(archive, 0) }

  /// The next entry, its names put into `names`; nil at the end.
  mutating func next(names: inout NameTable) throws(ArchiveError) -> TarEntry? {
    isPassable = false
    warning = nil
    try limits.deadline?.check()
    // A name that cannot be told in another set of characters is out of memory to libarchive if errno says so from before.
    errno = 0
    let status = unsafe archive_read_next_header(archive, &entry)
    switch status {
    case ARCHIVE_EOF: return nil
    case ARCHIVE_OK: break
    case ARCHIVE_WARN: warning = unsafe archive.isAboutCharacters ? nil : archive.damage("tar")
    default:
      isPassable = status == ARCHIVE_RETRY
      throw failure()
    }
    guard let entry = unsafe entry else { return nil }
    count += 1
    guard count <= limits.entries else {
      throw .limit(what: "the number of tar members", allowed: "\(limits.entries) (--limit archive-entries)")
    }
    let result = unsafe read(entry, &names)
    currentSize = result.size
    guard names.count <= limits.nameBytes - attributeBytes else {
      throw .limit(
        what: "the length of all names", allowed: "\(limits.nameBytes) bytes (--limit archive-name-bytes)")
    }
    return result
  }

  /// Whether the current entry has holes, which the tar does not hold.
  var isSparse: Bool {
    guard let entry = unsafe entry else { return false }
    return unsafe archive_entry_sparse_count(entry) > 0
  }

  /// The current entry's extended attributes.
  mutating func attributes() throws(ArchiveError) -> [TarAttribute] {
    guard let entry = unsafe entry, unsafe archive_entry_xattr_reset(entry) > 0 else { return [] }
    var result: [TarAttribute] = []
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var size = 0
    while unsafe archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK {
      // Without a value there is nothing that it could grant.
      guard let name = unsafe name, let value = unsafe value else { continue }
      let bytes = unsafe UnsafeRawBufferPointer(start: value, count: size)
      let attribute = unsafe TarAttribute(name: String(cString: name), value: Array(bytes))
      attributeBytes += attribute.name.utf8.count + size
      result.append(attribute)
    }
    guard attributeBytes <= limits.nameBytes else {
      throw .limit(
        what: "the length of all names", allowed: "\(limits.nameBytes) bytes (--limit archive-name-bytes)")
    }
    return result
  }

  /// Whether so many more bytes of holes may be read as zeros: they cost the tar's writer nothing.
  mutating func mayFill(_ hole: Int) -> Bool {
    guard Int64(hole) <= limits.holeBytes - holeBytes else { return false }
    holeBytes += Int64(hole)
    return true
  }

  /// The next block of the current entry's content and where it belongs in the file; nil at its end.
  mutating func nextBlock() throws(ArchiveError) -> (offset: Int64, bytes: UnsafeRawBufferPointer)? {
    var start: UnsafeRawPointer?
    var size = 0
    var offset: Int64 = 0
    let status = unsafe archive_read_data_block(archive, &start, &size, &offset)
    switch status {
    case ARCHIVE_EOF: return nil
    case ARCHIVE_OK, ARCHIVE_WARN: return unsafe (offset, UnsafeRawBufferPointer(start: start, count: size))
    default: throw failure()
    }
  }

  /// Keeps a block that was given last where it is, if it can be kept.
  func hold(_ block: UnsafeRawBufferPointer) -> HeldPiece? {
    guard let memory else { return unsafe input?.hold(block) }
    return unsafe HeldPiece(block) { withExtendedLifetime(memory) {} }
  }

  private func failure() -> ArchiveError {
    if let error = input?.error { return error }
    guard count == 0 else { return unsafe archive.damage("tar") }
    return unsafe archive.openingFailure(input?.kind ?? memory.flatMap(ContentKind.init(of:)))
  }

  private func read(_ entry: OpaquePointer, _ names: inout NameTable) -> TarEntry {
    let hardLink = unsafe archive_entry_hardlink(entry)
    let symbolicLink = unsafe archive_entry_symlink(entry)
    let kind: TarEntryKind =
      if unsafe hardLink != nil { .hardLink } else { unsafe Self.kind(archive_entry_filetype(entry)) }
    var link = NameRange.empty
    if let target = unsafe hardLink {
      link = unsafe names.appendPath(Self.bytes(target))
    } else if kind == .symbolicLink, let target = unsafe symbolicLink {
      link = unsafe names.append(Self.bytes(target))
    }
    return TarEntry(
      path: unsafe archive_entry_pathname(entry).map { unsafe names.appendPath(Self.bytes($0)) } ?? .empty,
      link: link,
      kind: kind,
      isSparse: isSparse,
      mode: unsafe UInt16(truncatingIfNeeded: archive_entry_perm(entry) & 0o7777),
      uid: unsafe UInt32(clamping: archive_entry_uid(entry)),
      gid: unsafe UInt32(clamping: archive_entry_gid(entry)),
      size: unsafe max(0, archive_entry_size(entry)),
      offset: unsafe archive_read_header_position(archive),
      modified: unsafe Int64(archive_entry_mtime(entry)),
      deviceMajor: unsafe UInt32(truncatingIfNeeded: archive_entry_rdevmajor(entry)),
      deviceMinor: unsafe UInt32(truncatingIfNeeded: archive_entry_rdevminor(entry)))
  }

  private static func bytes(_ text: UnsafePointer<CChar>) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(
      start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: strlen(text))
  }

  private static func kind(_ type: mode_t) -> TarEntryKind {
    switch type {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFLNK: .symbolicLink
    case S_IFCHR: .characterDevice
    case S_IFBLK: .blockDevice
    case S_IFIFO: .fifo
    default: .other
    }
  }
}

/// The process's character set: libarchive drops to ASCII names unless it is UTF-8.
private enum Locale {
  static let useUTF8: Void = {
    for name in ["C.UTF-8", "UTF-8", "en_US.UTF-8"] where unsafe setlocale(LC_CTYPE, name) != nil { return }
  }()
}
