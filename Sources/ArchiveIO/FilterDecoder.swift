import CLibArchive

/// Unpacks all but what is deflated through one filter of libarchive, never two: a blob is not unpacked twice.
@safe final class FilterDecoder: ByteProducer {
  /// How the error reads that means only this: all streams were read.
  static let otherDataFollows = "what is left is no such stream"

  private let form: Codec
  private let handle: ArchiveHandle
  private let input: ArchiveInput
  private var isEmpty = false
  /// What of libarchive's last block was not handed out yet.
  private var rest = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
  /// Damage that was met after bytes that are still good.
  private var failure: ArchiveError?

  init(_ source: any ByteSource, _ form: Codec) throws(ArchiveError) {
    self.form = form
    handle = try ArchiveHandle()
    let archive = unsafe handle.pointer
    input = ArchiveInput(source)
    try unsafe archive.check("raw format", archive_read_support_format_raw(archive))
    try unsafe archive.check("empty format", archive_read_support_format_empty(archive))
    try unsafe archive.check(form.rawValue, archive_read_append_filter(archive, Self.code(form)))
    try unsafe input.open(archive)
    // What failed at its first byte is "empty" to libarchive, but it says why until the next call.
    guard unsafe archive_error_string(archive) == nil else {
      throw unsafe input.error ?? archive.damage(form.rawValue)
    }
    var entry: OpaquePointer?
    let status = unsafe archive_read_next_header(archive, &entry)
    switch status {
    case ARCHIVE_OK, ARCHIVE_WARN: break
    case ARCHIVE_EOF: isEmpty = true
    default: throw unsafe input.error ?? archive.damage(form.rawValue)
    }
  }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    var written = 0
    do throws(ArchiveError) {
      while written < buffer.count, try nextBlock() {
        let piece = unsafe UnsafeRawBufferPointer(rebasing: rest.prefix(buffer.count - written))
        unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[written...]).copyMemory(from: piece)
        unsafe rest = unsafe UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
        written += piece.count
      }
    } catch {
      failure = error
      if written == 0 { throw error }
    }
    return written
  }

  /// Sees to it that `rest` holds bytes; false at the end.
  private func nextBlock() throws(ArchiveError) -> Bool {
    let archive = unsafe handle.pointer
    while unsafe rest.isEmpty {
      guard !isEmpty else {
        try expectNothingFollows()
        return false
      }
      var start: UnsafeRawPointer?
      var size = 0
      var offset: Int64 = 0
      let status = unsafe archive_read_data_block(archive, &start, &size, &offset)
      switch status {
      case ARCHIVE_EOF:
        try expectNothingFollows()
        return false
      case ARCHIVE_OK, ARCHIVE_WARN: unsafe rest = unsafe UnsafeRawBufferPointer(start: start, count: size)
      default: throw unsafe input.error ?? archive.damage(form.rawValue)
      }
    }
    return true
  }

  /// libarchive passes over what follows the last bzip2 stream without a word.
  private func expectNothingFollows() throws(ArchiveError) {
    let used = unsafe archive_filter_bytes(handle.pointer, -1)
    var isFollowed = input.count > used
    if !isFollowed { isFollowed = try input.hasMore() }
    guard isFollowed else { return }
    throw .damaged(form: form.rawValue, offset: used, detail: Self.otherDataFollows)
  }

  private static func code(_ form: Codec) -> Int32 {
    switch form {
    case .gzip: ARCHIVE_FILTER_GZIP
    case .zstd: ARCHIVE_FILTER_ZSTD
    case .xz: ARCHIVE_FILTER_XZ
    case .bzip2: ARCHIVE_FILTER_BZIP2
    case .lz4: ARCHIVE_FILTER_LZ4
    case .lzma: ARCHIVE_FILTER_LZMA
    case .lzip: ARCHIVE_FILTER_LZIP
    }
  }
}
