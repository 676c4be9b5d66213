import ArchiveIO
import Findings
import Images

/// A place of the final tree that everyone may change, with what lies below it.
struct WorldWritablePlace {
  let sighting: Sighting
  /// How many more directories and files below everyone may change.
  var directories = 0
  var files = 0
}

/// What everyone may change, one place for each cause: `chmod -R 777 /srv` is one.
struct WorldWritable {
  private(set) var directories: [WorldWritablePlace] = []
  /// Files that lie in none of `directories`, by the layer and the directory that brought them.
  private(set) var files: [[Sighting]] = []

  init(_ image: ImageFacts) {
    guard !image.platform.isWindows else { return }
    let open = image.sightings { $0.mode & 0o002 != 0 && ($0.kind == .file || $0.kind == .directory) }
      .filter { $0.state == .visible && !Self.isEnginesOwn($0.path) }
    var places: [ArchivePath: Int] = [:]
    let isOpen = { (file: Sighting) in file.entry.kind == .directory && file.entry.mode & 0o1000 == 0 }
    for directory in open.filter(isOpen).sorted(by: { $0.path < $1.path }) {
      if let above = Self.place(above: directory.path, in: places) {
        directories[above].directories += 1
      } else {
        places[directory.path] = directories.count
        directories.append(WorldWritablePlace(sighting: directory))
      }
    }
    var groups: [Group: [Sighting]] = [:]
    for file in open where file.entry.kind == .file {
      if let above = Self.place(above: file.path, in: places) {
        directories[above].files += 1
      } else {
        groups[Group(layer: file.layer, directory: file.path.parent ?? ArchivePath("")), default: []].append(
          file)
      }
    }
    files = groups.values.map { $0.sorted { $0.path < $1.path } }.sorted { $0[0].id < $1[0].id }
    directories.sort { $0.sighting.id < $1.sighting.id }
  }

  private struct Group: Hashable {
    let layer: Int
    let directory: ArchivePath
  }

  private static func place(above path: ArchivePath, in places: [ArchivePath: Int]) -> Int? {
    guard !places.isEmpty else { return nil }
    var path = path
    while let parent = path.parent {
      if let place = places[parent] { return place }
      path = parent
    }
    return nil
  }

  /// The engine mounts its own file systems over these.
  private static func isEnginesOwn(_ path: ArchivePath) -> Bool {
    ["dev", "proc", "sys"].contains {
      path.bytes.starts(with: $0.utf8)
        && (path.bytes.count == $0.utf8.count || path.bytes[$0.utf8.count] == UInt8(ascii: "/"))
    }
  }
}
