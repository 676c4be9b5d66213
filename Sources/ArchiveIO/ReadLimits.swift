/// What one archive may cost this machine. Each is far above real images and far below a bomb.
package struct ReadLimits: Sendable, Hashable {
  /// Members of one tar.
  package var entries = 2_000_000
  /// Members of all layers of one run; a layer that starts below the limit is read to its own.
  package var totalEntries = 8_000_000
  /// Bytes of all names and link targets of one tar.
  package var nameBytes = 256 << 20
  /// Bytes of one path: more than any file system holds.
  package var pathBytes = 16 << 10
  /// Different paths in the file tree of one image.
  package var paths = 4_000_000
  /// Bytes that one compressed blob may unpack to.
  package var unpackedBytes: Int64 = 64 << 30
  /// Bytes that all compressed blobs of one archive may unpack to.
  package var totalUnpackedBytes: Int64 = 128 << 30
  /// How often larger than packed a blob may become, once it unpacked more than `ratioFloor`: what programs and logs are
  /// of packs to a twentieth, and deflate's most is a thousandth.
  package var ratio: Int64 = 500
  /// Bytes below which the ratio is not asked: files of zeros pack well.
  package var ratioFloor: Int64 = 1 << 30
  /// Bytes of holes in all members of the archive of an image: they cost its writer nothing, and are read as zeros.
  package var holeBytes: Int64 = 256 << 20
  /// Bytes of one member that are read as JSON.
  package var jsonBytes = 32 << 20
  /// Bytes of all members of one archive that are read as JSON, each as often as it is named.
  package var metadataBytes = 256 << 20
  /// Indexes inside indexes.
  package var indexDepth = 8
  /// Links from member to member.
  package var linkDepth = 16
  /// Images in one archive.
  package var images = 4_096
  /// Layers of all images in one archive.
  package var layers = 16_384
  /// Entries in the file trees of all images of one archive: a layer counts for each image that has it.
  package var placedEntries = 20_000_000
  /// Bytes of the targets of symbolic links that are followed while one image's file tree is built.
  package var linkBytes = 1 << 30
  /// When reading has to end; nil for never.
  package var deadline: Deadline?
  /// What the blobs of the archive unpacked to so far; nil where each is read by itself.
  package var unpacked: UnpackedTotal?

  package init() {}

  /// Counts bytes that a blob of the archive unpacked to.
  package func countUnpacked(_ bytes: Int64) throws(ArchiveError) {
    guard let unpacked, unpacked.add(bytes) > totalUnpackedBytes else { return }
    throw .limit(
      what: "the unpacked size of all layers",
      allowed: "\(totalUnpackedBytes) bytes (--limit total-unpacked-bytes)")
  }

  /// Whether what all blobs share is used up, time or bytes: what is read now depends on what was read before.
  package var areSpent: Bool {
    deadline?.isOver == true || unpacked.map { $0.bytes > totalUnpackedBytes } == true
  }
}
