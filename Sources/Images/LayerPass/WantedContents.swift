import ArchiveIO

/// Which files' contents a pass over layers keeps, beside what it learns of each.
package struct WantedContents: Sendable {
  /// The limits on what is kept.
  package struct Limits: Sendable, Hashable {
    /// Bytes of one file: of a larger one nothing is kept.
    package var fileBytes = 1 << 20
    /// Bytes of all files of one layer: beyond them nothing more is kept.
    package var layerBytes = 64 << 20

    package init() {}
  }

  package let limits: Limits
  /// Whether a path, in bytes without a leading slash, is wanted.
  let isWanted: @Sendable (ArraySlice<UInt8>) -> Bool

  package init(limits: Limits = Limits(), isWanted: @escaping @Sendable (ArraySlice<UInt8>) -> Bool) {
    self.limits = limits
    self.isWanted = isWanted
  }
}

/// What is known of a file's content.
package enum KeptContent: Sendable, Hashable {
  case bytes([UInt8])
  /// The file, or all that was wanted of its layer, is larger than is kept.
  case tooLarge
  /// Nobody asked for the content of this path.
  case notWanted
}

extension ImageFacts {
  /// The content of an entry, as far as it was wanted when the layers were read.
  package func content(_ id: EntryID) -> KeptContent {
    if entry(id).size == 0 { return .bytes([]) }
    return layers[id.layer].scan.contents[id.index] ?? .notWanted
  }
}
