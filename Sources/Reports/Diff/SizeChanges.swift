import Findings

/// Two numbers of bytes.
package struct ByteChange: Sendable, Codable, Hashable {
  package let old: Int64
  package let new: Int64

  package init(old: Int64, new: Int64) {
    self.old = old
    self.new = new
  }

  package var growth: Int64 { new - old }
}

/// What became larger or smaller.
package struct SizeChanges: Sendable, Codable, Hashable {
  /// The sum of the layers' unpacked tars.
  package let unpacked: ByteChange
  /// The sum of the layers' blobs as stored.
  package let stored: ByteChange
  /// Layers with the same diff ID on both sides.
  package let sameLayers: Int
  /// Their unpacked bytes.
  package let sameBytes: Int64
  /// All other layers, the largest change first.
  package let layers: [LayerChange]
  /// Where in the final tree bytes were gained or lost, the largest change first: no directory is in another one's
  /// numbers. nil where it is not known.
  package let directories: [DirectoryChange]?

  package init(
    unpacked: ByteChange, stored: ByteChange, sameLayers: Int, sameBytes: Int64, layers: [LayerChange],
    directories: [DirectoryChange]?
  ) {
    self.unpacked = unpacked
    self.stored = stored
    self.sameLayers = sameLayers
    self.sameBytes = sameBytes
    self.layers = layers
    self.directories = directories
  }
}

/// A layer that only one side has, or that an instruction of both made differently.
package struct LayerChange: Sendable, Codable, Hashable {
  /// Its place from 0, the lowest; nil on a side that does not have it.
  package let old: Int?
  package let new: Int?
  package let instruction: String?
  package let bytes: ByteChange

  package init(old: Int?, new: Int?, instruction: String?, bytes: ByteChange) {
    self.old = old
    self.new = new
    self.instruction = instruction
    self.bytes = bytes
  }
}

/// Regular files below a directory, however deep, or only those that lie in it itself.
package struct DirectoryChange: Sendable, Codable, Hashable {
  /// With a leading `/`, unprintable bytes as `\xNN`.
  package let path: String
  /// Whether what lies in directories below is reported elsewhere.
  package let isOwnFilesOnly: Bool
  package let bytes: ByteChange

  package init(path: String, isOwnFilesOnly: Bool, bytes: ByteChange) {
    self.path = path
    self.isOwnFilesOnly = isOwnFilesOnly
    self.bytes = bytes
  }
}
