import ArchiveIO
import Findings

/// Finds the image that a name means: in an engine, in a registry.
package protocol ImageFinder: Sendable {
  /// Where the input's archive is; nil for an input that is to be read as a path.
  func find(_ input: String, _ wanted: ImageRequest) throws(ImageError) -> FoundImage?
}

/// What of an image is wanted.
package struct ImageRequest: Sendable {
  /// The platform that was chosen; nil where none was.
  package let platform: Platform?
  /// Whether the layers are read too, or only manifests and configs.
  package let hasLayers: Bool
  /// Told how much of it came, from any thread.
  package let progress: @Sendable (LayerProgress) -> Void
  /// Whether what a layer of this digest and size holds is known, so that its bytes are not needed.
  package var isKnown: @Sendable (Digest, Int64) -> Bool = { _, _ in false }

  package init(
    platform: Platform?, hasLayers: Bool, progress: @escaping @Sendable (LayerProgress) -> Void = { _ in }
  ) {
    self.platform = platform
    self.hasLayers = hasLayers
    self.progress = progress
  }
}

/// An archive that was found.
package enum FoundImage: Sendable {
  /// A file or a directory, and which of its images was named; nil for all.
  case path(String, image: String?)
  case stream(ArchiveFeed)
}

/// Where an image that was named came from.
package struct ImageOrigin: Sendable, Hashable {
  /// The engine or the registry, such as `registry docker.io`.
  package let place: String
  /// The digest by which it is known there; nil where there is none.
  package let digest: String?
  /// What else is to be said of it.
  package var notes: [String] = []

  package init(place: String, digest: String?, notes: [String] = []) {
    self.place = place
    self.digest = digest
    self.notes = notes
  }
}

/// An archive that arrives while it is read.
package struct ArchiveFeed: Sendable {
  /// What to read from; it belongs to whoever made the feed, and is of no use after `finish`.
  package let descriptor: Int32
  package let origin: ImageOrigin
  /// Ends the transfer, waits for its end, and says what did not come; to be called once.
  package let finish: @Sendable () -> [Incomplete]

  package init(
    descriptor: Int32, origin: ImageOrigin, finish: @escaping @Sendable () -> [Incomplete]
  ) {
    self.descriptor = descriptor
    self.origin = origin
    self.finish = finish
  }
}
