import ArchiveIO
import Findings
import Images

/// A place of the final tree that everyone may change, with what lies below it.
struct WorldWritablePlace {
  let occurrence: FileOccurrence
  /// How many more directories and files below everyone may change.
  var directories = 0
  var files = 0
}

/// What everyone may change, one place for each cause: `chmod -R 777 /srv` is one.
struct WorldWritable {
  private(set) var directories: [WorldWritablePlace] = []
  /// Files that lie in none of `directories`, by the layer and the directory that brought them.
  private(set) var files: [[FileOccurrence]] = []

  init(_ image: ImageFacts) {
    guard !image.platform.isWindows else { return }
    let open = image.occurrences { $0.mode & 0o002 != 0 && ($0.kind == .file || $0.kind == .directory) }
      .filter { $0.state == .visible && !Self.isEnginesOwn($0.path) }
    let openDirectories = open.filter { $0.entry.kind == .directory && $0.entry.mode & 0o1000 == 0 }
    var nodes: Set<NodeID> = []
    for directory in openDirectories {
      if let node = image.tree.node(of: directory.id) { nodes.insert(node) }
    }
    var places: [NodeID: Int] = [:]
    for directory in openDirectories {
      guard let node = image.tree.node(of: directory.id), Self.top(above: node, in: nodes, image.tree) == nil
      else {
        continue
      }
      places[node] = directories.count
      directories.append(WorldWritablePlace(occurrence: directory))
    }
    var groups: [Group: [FileOccurrence]] = [:]
    for occurrence in open {
      let isFile = occurrence.entry.kind == .file
      let top = image.tree.node(of: occurrence.id).flatMap { Self.top(above: $0, in: nodes, image.tree) }
      if let place = top.flatMap({ places[$0] }) {
        if isFile { directories[place].files += 1 } else { directories[place].directories += 1 }
      } else if isFile {
        let group = Group(layer: occurrence.layer, directory: occurrence.path.parent ?? ArchivePath(""))
        groups[group, default: []].append(occurrence)
      }
    }
    files = groups.values.map { $0.sorted { $0.path < $1.path } }.sorted { $0[0].id < $1[0].id }
    directories.sort { $0.occurrence.id < $1.occurrence.id }
  }

  private struct Group: Hashable {
    let layer: Int
    let directory: ArchivePath
  }

  /// The highest of `nodes` above a node: climbing the tree costs no more than the path is long.
  private static func top(above node: NodeID, in nodes: Set<NodeID>, _ tree: FileTree) -> NodeID? {
    guard !nodes.isEmpty else { return nil }
    var node = node
    var top: NodeID?
    while node != .root {
      node = tree.parent(node)
      if nodes.contains(node) { top = node }
    }
    return top
  }

  /// The engine mounts its own file systems over these.
  private static func isEnginesOwn(_ path: ArchivePath) -> Bool {
    ["dev", "proc", "sys"].contains {
      path.bytes.starts(with: $0.utf8)
        && (path.bytes.count == $0.utf8.count || path.bytes[$0.utf8.count] == UInt8(ascii: "/"))
    }
  }
}
