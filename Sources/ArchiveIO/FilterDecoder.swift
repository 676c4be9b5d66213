import CLibArchive

/// Unpacks zstd, xz or bzip2 through one filter of libarchive, never two: a blob is not unpacked twice.
@safe final class FilterDecoder: ByteProducer {
  private let form: Compression
  private let handle: ArchiveHandle
  private let input: ArchiveInput

  init(_ source: any ByteSource, _ form: Compression) throws(ArchiveError) {
    self.form = form
    handle = try ArchiveHandle()
    let archive = unsafe handle.pointer
    input = ArchiveInput(source)
    try unsafe archive.check("raw format", archive_read_support_format_raw(archive))
    try unsafe archive.check(form.rawValue, archive_read_append_filter(archive, Self.code(form)))
    try unsafe input.open(archive)
    var entry: OpaquePointer?
    let status = unsafe archive_read_next_header(archive, &entry)
    switch status {
    case ARCHIVE_OK, ARCHIVE_WARN: break
    default: throw unsafe input.takeError() ?? archive.damage(form.rawValue)
    }
  }

  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    let archive = unsafe handle.pointer
    let count = unsafe archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw unsafe input.takeError() ?? archive.damage(form.rawValue) }
    return count
  }

  private static func code(_ form: Compression) -> Int32 {
    switch form {
    case .none: ARCHIVE_FILTER_NONE
    case .gzip: ARCHIVE_FILTER_GZIP
    case .zstd: ARCHIVE_FILTER_ZSTD
    case .xz: ARCHIVE_FILTER_XZ
    case .bzip2: ARCHIVE_FILTER_BZIP2
    }
  }
}
