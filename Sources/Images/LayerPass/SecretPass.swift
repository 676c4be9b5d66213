import ArchiveIO
import Secrets

/// Looks for secrets in layers that lie unpacked in memory, in portions that all cores share whatever the layers' sizes.
///
/// A packed layer is scanned while it is unpacked; here files lie in place, and the work is cut by bytes.
enum SecretPass {
  /// A file's content in a layer.
  struct FileContent: Sendable {
    let entry: Int
    let path: [UInt8]
    let content: ByteView
  }

  /// What is found in the files, by entry index.
  static func search(_ places: ArraySlice<FileContent>, with secrets: LayerSecrets) -> [Int: FileSecrets] {
    var found: [Int: FileSecrets] = [:]
    secrets.startPortion()
    for place in places {
      secrets.start(place.entry, path: place.path[...], size: place.content.count)
      place.content.withBytes { secrets.receive($0, at: 0) }
      if let result = secrets.takeFound(place.entry) { found[place.entry] = result }
    }
    return found
  }

  /// Runs of places of at least so many bytes, but for the last and those before a place that is a portion by itself, as it
  /// has so many bytes alone.
  static func portions(_ places: [FileContent], bytes portion: Int) -> [ArraySlice<FileContent>] {
    var portions: [ArraySlice<FileContent>] = []
    var start = 0
    var bytes = 0
    for (index, place) in places.enumerated() {
      if place.content.count >= portion, start < index {
        portions.append(places[start..<index])
        (start, bytes) = (index, 0)
      }
      bytes += place.content.count
      if bytes >= portion {
        portions.append(places[start...index])
        (start, bytes) = (index + 1, 0)
      }
    }
    if start < places.count { portions.append(places[start...]) }
    return portions
  }
}

extension LayerScan {
  /// The contents of the files of a layer that lies unpacked in memory.
  var places: [SecretPass.FileContent] {
    entries.indices.compactMap { index in
      stored?.content(index, of: entries).map {
        SecretPass.FileContent(entry: index, path: Array(path(index)), content: $0)
      }
    }
  }
}
