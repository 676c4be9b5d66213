import ArchiveIO
import Findings
import Images

/// Tells many files of one layer as one finding, at the directory that holds them all.
enum FileGroups {
  /// - Parameter message: of the files of one layer and their bytes.
  static func matches(
    _ files: [Sighting], least: Int64 = 1,
    message: (_ files: Int, _ bytes: Int64, _ place: ArchivePath) -> String
  ) -> [Match] {
    Dictionary(grouping: files, by: \.layer).sorted { $0.key < $1.key }.compactMap { layer, files in
      let bytes = files.reduce(0) { $0 + $1.entry.size }
      let paths = files.map(\.path).sorted()
      guard bytes >= least, let first = paths.first, let last = paths.last else { return nil }
      let place = first == last ? first : commonFolder(first, last)
      return Match(
        .file(layer: layer, path: place), message(files.count, bytes, place), state: .visible, bytes: bytes)
    }
  }

  /// The deepest directory that holds both; of sorted paths the first and the last tell for all.
  private static func commonFolder(_ first: ArchivePath, _ last: ArchivePath) -> ArchivePath {
    let slash = UInt8(ascii: "/")
    let left = first.bytes.split(separator: slash).dropLast()
    let right = last.bytes.split(separator: slash).dropLast()
    let common = zip(left, right).prefix { $0.elementsEqual($1) }.map(\.0)
    return ArchivePath(bytes: Array(common.joined(separator: [slash])))
  }
}
