import ArchiveIO
import Findings
import Images

/// Tells many files of one layer as one finding, at the directory that holds them all.
enum FileGroups {
  /// - Parameter message: of the files of one layer and their bytes.
  static func matches(
    _ files: [FileOccurrence], least: Int64 = 1,
    message: (_ files: Int, _ bytes: Int64, _ place: ArchivePath) -> String
  ) -> [Match] {
    Dictionary(grouping: files, by: \.layer).sorted { $0.key < $1.key }.compactMap { layer, files in
      let bytes = files.reduce(0) { $0 + $1.storedSize }
      let paths = files.map(\.path).sorted()
      guard bytes >= least else { return nil }
      let place = commonPlace(of: paths)
      return Match(
        .file(layer: layer, path: place), message(files.count, bytes, place), state: .visible, bytes: bytes)
    }
  }

  /// A path alone, or the deepest directory that holds all; the paths are sorted.
  static func commonPlace(of paths: [ArchivePath]) -> ArchivePath {
    guard let first = paths.first, let last = paths.last else { return ArchivePath(bytes: []) }
    let isInFirst = { (path: ArchivePath) in path.bytes.starts(with: first.bytes + [UInt8(ascii: "/")]) }
    return paths.dropFirst().allSatisfy(isInFirst) ? first : commonFolder(first, last)
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
