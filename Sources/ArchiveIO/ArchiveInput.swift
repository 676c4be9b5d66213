import CLibArchive
import Foundation

/// The one owner of a libarchive reader.
@safe struct ArchiveHandle: ~Copyable {
  let pointer: OpaquePointer

  init() throws(ArchiveError) {
    guard let pointer = unsafe archive_read_new() else {
      throw .system(operation: "libarchive", reason: "out of memory")
    }
    unsafe self.pointer = unsafe pointer
  }

  deinit { unsafe archive_read_free(pointer) }
}

/// Feeds libarchive from a `ByteSource`, and keeps the source's own error, which C cannot carry.
final class ArchiveInput {
  private let source: any ByteSource
  /// The error that the source threw; all that fails after it fails for this reason.
  private(set) var error: ArchiveError?
  /// Bytes given to libarchive so far.
  private(set) var count: Int64 = 0
  /// The first bytes, by which is told what is not an archive.
  private var head: [UInt8] = []

  /// What the bytes look like that were given.
  var kind: ContentKind? { ContentKind(head: head) }

  init(_ source: any ByteSource) { self.source = source }

  /// Keeps a part of the piece that libarchive had last where it is, if it can be kept.
  func hold(_ part: UnsafeRawBufferPointer) -> HeldPiece? { unsafe source.hold(part) }

  /// Opens `archive` on the source. This object must outlive the archive.
  func open(_ archive: OpaquePointer) throws(ArchiveError) {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let status = unsafe archive_read_open(archive, context, nil, readNextPiece, nil)
    guard status == ARCHIVE_OK else {
      if error == nil, count == 0 { throw .unrecognized(expected: "a tar", found: "an empty stream") }
      throw unsafe error ?? archive.openingFailure(kind)
    }
  }

  /// Whether the source has more than libarchive asked for; that is then lost.
  func hasMore() throws(ArchiveError) -> Bool {
    let piece = try unsafe source.next()
    return unsafe piece != nil
  }

  fileprivate func next(for archive: OpaquePointer?, _ piece: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int
  {
    do throws(ArchiveError) {
      // What libarchive does with the bytes must not depend on how they came (see `TarReader.next`).
      defer { errno = 0 }
      guard let bytes = try unsafe source.next() else { return 0 }
      unsafe piece.pointee = bytes.baseAddress
      if head.count < ContentKind.headLength {
        unsafe head += bytes.prefix(ContentKind.headLength - head.count)
      }
      count += Int64(bytes.count)
      return bytes.count
    } catch {
      self.error = error
      unsafe archive_set_error_text(archive, error.description)
      return -1
    }
  }
}

private func readNextPiece(
  _ archive: OpaquePointer?, _ context: UnsafeMutableRawPointer?,
  _ piece: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
  guard let context = unsafe context, let piece = unsafe piece else { return -1 }
  let input = unsafe Unmanaged<ArchiveInput>.fromOpaque(context).takeUnretainedValue()
  return unsafe input.next(for: archive, piece)
}

extension OpaquePointer {
  /// Throws what libarchive says unless the call gave the one good result.
  func check(_ what: String, _ status: Int32) throws(ArchiveError) {
    // ARCHIVE_WARN here means that libarchive would run an external program, which we never let it.
    guard status == ARCHIVE_OK else {
      throw .system(operation: "libarchive", reason: "no support for \(what): \(unsafe errorText)")
    }
  }

  /// The last error of this archive as damage at the place that was reached.
  func damage(_ form: String) -> ArchiveError {
    var detail = unsafe errorText
    if detail == "Special header too large" {
      detail = "a name, or what PAX says of a member, is longer than the 1 MiB that are read"
    }
    return .damaged(form: form, offset: unsafe archive_filter_bytes(self, -1), detail: detail)
  }

  /// The last error of an archive of which nothing was read yet.
  ///
  /// - Parameter kind: what its first bytes look like.
  func openingFailure(_ kind: ContentKind?) -> ArchiveError {
    // libarchive has no error number of its own for bytes that no enabled format claims.
    guard unsafe errorText == "Unrecognized archive format" else { return unsafe damage("tar") }
    return .unrecognized(expected: "a tar", found: kind?.rawValue ?? "data of another form")
  }

  /// Whether the last warning is about a name that cannot be told in another set of characters, which nobody asks for:
  /// the entry itself is whole.
  var isAboutCharacters: Bool { unsafe errorText.contains("can't be converted") }

  /// What libarchive says of its last error.
  var errorText: String {
    unsafe archive_error_string(self).map { unsafe String(cString: $0) } ?? "no reason given"
  }
}
