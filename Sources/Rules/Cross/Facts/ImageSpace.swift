import ArchiveIO
import Images

/// What images take of a host's disk once they are unpacked there.
package enum ImageSpace {
  /// Bytes of all layers; one that several images share counts once, as the engine keeps it.
  package static func bytes(of images: [ImageFacts]) -> Int64 {
    var seen: Set<String> = []
    var bytes: Int64 = 0
    for layer in images.flatMap(\.layers) {
      if let id = layer.scan.diffID?.description, !seen.insert(id).inserted { continue }
      bytes += layer.scan.unpackedSize
    }
    return bytes
  }
}
