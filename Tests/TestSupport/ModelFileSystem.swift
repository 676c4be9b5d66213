import ArchiveIO
import Images

/// A file system in memory that layers are applied to one entry after the other, as layer.md says and engines do it:
/// the slow and plain counterpart of `TreeBuilder`, with nothing of it. Paths hold no `..`.
package struct ModelFileSystem {
  /// What lies at one or several paths.
  package final class Inode: Sendable {
    package enum Kind: Sendable {
      case directory
      case link(String)
      /// The number of the entry that brought the bytes: layer and index.
      case file(layer: Int, index: Int)
    }
    package let kind: Kind
    fileprivate init(_ kind: Kind) { self.kind = kind }
  }

  /// An entry that engines refuse: a file below a file, links in a circle, a hard link to nothing.
  package struct Refused: Error {}

  /// What is there, by whole path without links in its directories.
  package private(set) var inodes: [String: Inode] = [:]
  /// The entry that is at a path; none for a directory that no entry names.
  package private(set) var entries: [String: EntryID] = [:]
  /// Paths that the layer brought, and the directories above them.
  private var own: Set<String> = []

  package init() {}

  package mutating func startLayer() { own = [] }

  /// Applies one entry, or throws and changes nothing.
  package mutating func apply(_ member: TarWriter.Member, _ id: EntryID) throws {
    var copy = self
    try copy.perform(member, id)
    self = copy
  }

  private mutating func perform(_ member: TarWriter.Member, _ id: EntryID) throws {
    let (folder, name) = Self.split(String(decoding: member.path, as: UTF8.self))
    let parent = try resolve(folder)
    if name == ".wh..wh..opq" { return hide(below: parent) }
    if name.hasPrefix(".wh.") {
      let path = Self.join(parent, String(name.dropFirst(4)))
      if !own.contains(path) { remove(path) }
      return hide(below: path)
    }
    for directory in Self.prefixes(parent) where !isDirectory(directory) {
      guard inodes[directory] == nil else { throw Refused() }
      inodes[directory] = Inode(.directory)
    }
    let path = Self.join(parent, name)
    let link = String(decoding: member.link, as: UTF8.self)
    switch member.kind {
    case .directory:
      if !isDirectory(path) {
        remove(path)
        inodes[path] = Inode(.directory)
      }
    case .symbolicLink:
      remove(path)
      inodes[path] = Inode(.link(link))
    case .hardLink:
      let (targetFolder, targetName) = Self.split(link)
      let target = Self.join(try resolve(targetFolder), targetName)
      guard let inode = inodes[target], !isDirectory(target), !(target + "/").hasPrefix(path + "/") else {
        throw Refused()
      }
      remove(path)
      inodes[path] = inode
    case .file, .characterDevice, .blockDevice, .fifo, .other:
      remove(path)
      inodes[path] = Inode(.file(layer: id.layer, index: id.index))
    }
    entries[path] = id
    own.formUnion(Self.prefixes(path))
  }

  /// Takes away what the layer did not bring.
  private mutating func hide(below directory: String) {
    for path in inodes.keys
    where path.hasPrefix(directory.isEmpty ? "" : directory + "/") && !own.contains(path) {
      (inodes[path], entries[path]) = (nil, nil)
    }
  }

  private mutating func remove(_ path: String) {
    for other in inodes.keys where other == path || other.hasPrefix(path + "/") {
      (inodes[other], entries[other]) = (nil, nil)
    }
  }

  /// Whether another path shows the same file.
  package func isLinked(_ path: String) -> Bool {
    guard let inode = inodes[path] else { return false }
    return inodes.contains { $0.key != path && $0.value === inode }
  }

  package func isDirectory(_ path: String) -> Bool {
    if path.isEmpty { return true }
    if case .directory = inodes[path]?.kind { return true }
    return false
  }

  /// The path with all links followed inside the root; what is not there is kept as it is written.
  package func resolve(_ path: String) throws -> String {
    var rest = path.split(separator: "/").map(String.init)
    var done: [String] = []
    var links = 0
    while !rest.isEmpty {
      done.append(rest.removeFirst())
      guard case .link(let target) = inodes[done.joined(separator: "/")]?.kind else { continue }
      links += 1
      guard links <= 40 else { throw Refused() }
      done = target.hasPrefix("/") ? [] : Array(done.dropLast())
      rest = target.split(separator: "/").map(String.init) + rest
    }
    return done.joined(separator: "/")
  }

  package static func split(_ path: String) -> (folder: String, name: String) {
    var parts = path.split(separator: "/").map(String.init)
    let name = parts.popLast() ?? ""
    return (parts.joined(separator: "/"), name)
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder + "/" + name
  }

  /// `a`, `a/b`, `a/b/c` of `a/b/c`.
  private static func prefixes(_ path: String) -> [String] {
    let parts = path.split(separator: "/").map(String.init)
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }

  /// Paths with what is there: the entry that brought a file's bytes, the target of a link; and the entry at the path.
  package var outline: [String] {
    inodes.map { path, inode in
      let entry = entries[path].map { "\($0.layer).\($0.index)" } ?? "unnamed"
      return switch inode.kind {
      case .directory: "/\(path)/ by \(entry)"
      case .link(let target): "/\(path) -> \(target) by \(entry)"
      case .file(let layer, let index): "/\(path) \(layer).\(index) by \(entry)"
      }
    }.sorted()
  }
}
