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
  /// How often larger than packed a blob may become, once it unpacked more than `ratioFloor`.
  package var ratio: Int64 = 2_000
  /// Bytes below which the ratio is not asked: small files of zeros pack well.
  package var ratioFloor: Int64 = 256 << 20
  /// Bytes of one member that are read as JSON.
  package var jsonBytes = 32 << 20
  /// Indexes inside indexes.
  package var indexDepth = 8
  /// Links from member to member.
  package var linkDepth = 16
  /// Images in one archive.
  package var images = 4_096

  package init() {}
}
