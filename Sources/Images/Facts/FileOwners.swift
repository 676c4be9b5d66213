/// A directory of the root that is a link to another, so that a file has two names: `bin` and `usr/bin` on a system with a
/// merged `/usr`.
package struct DirectoryAlias: Sendable, Hashable {
  /// One component, as bytes.
  package let name: [UInt8]
  /// As bytes, without slashes at either end.
  package let target: [UInt8]

  package init(name: String, target: String) {
    self.name = Array(name.utf8)
    self.target = Array(target.utf8)
  }

  /// The directories that distributions with a merged `/usr` link; pass on those that are links in the image.
  package static let mergedUsr = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"].map {
    DirectoryAlias(name: $0, target: "usr/" + $0)
  }
}

/// Which package a file belongs to, by what the package databases list.
package struct FileOwners: Sendable {
  package struct Owner: Sendable, Hashable {
    package let ecosystem: Ecosystem
    package let package: String

    package init(ecosystem: Ecosystem, package: String) {
      self.ecosystem = ecosystem
      self.package = package
    }
  }

  private let aliases: [DirectoryAlias]
  private let seed = UInt64(truncatingIfNeeded: Hasher().finalize())
  private var owners: [Owner] = []
  /// All paths, one after the other, and for each where it ends and whose it is.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var ownerOfPath: [UInt32] = []
  /// A hash table with open addressing: 0 is free, else the path's number plus 1.
  private var table = [UInt32](repeating: 0, count: 1024)

  package init(aliases: [DirectoryAlias] = []) {
    self.aliases = aliases
  }

  /// The number of different paths.
  package var count: Int { ends.count }
  /// Whether packages of the operating system say which files are theirs.
  package private(set) var knowsSystem = false

  /// Adds the files of a package; a path that is known stays with its first owner.
  package mutating func insert(_ paths: PathList, owner: Owner) {
    let number = UInt32(clamping: owners.count)
    owners.append(owner)
    if owner.ecosystem.isSystem, !paths.isEmpty { knowsSystem = true }
    for path in paths {
      // At most half full, so that a search ends soon.
      if (ends.count + 1) * 2 > table.count { grow() }
      let canonical = canonical(path)
      let slot = slot(canonical)
      guard table[slot] == 0 else { continue }
      bytes.append(contentsOf: canonical)
      ends.append(bytes.count)
      ownerOfPath.append(number)
      table[slot] = UInt32(clamping: ends.count)
    }
  }

  /// The package that lists a path (as bytes, without a leading slash); nil if none does.
  package func owner(of path: ArraySlice<UInt8>) -> Owner? {
    let entry = table[slot(canonical(path))]
    return entry == 0 ? nil : owners[Int(ownerOfPath[Int(entry) - 1])]
  }

  /// The path with its first directory replaced, if that is an alias.
  private func canonical(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard !aliases.isEmpty, let end = path.firstIndex(of: .slash) else { return path }
    let first = path[..<end]
    guard let alias = aliases.first(where: { $0.name.count == first.count && $0.name[...] == first }) else {
      return path
    }
    return (alias.target + path[end...])[...]
  }

  /// The slot that holds the path, or the free one where it belongs.
  private func slot(_ path: ArraySlice<UInt8>) -> Int {
    let mask = table.count - 1
    var slot = hash(path) & mask
    while table[slot] != 0 {
      let number = Int(table[slot]) - 1
      let start = number == 0 ? 0 : ends[number - 1]
      if ends[number] - start == path.count, isEqual(path, at: start) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func isEqual(_ path: ArraySlice<UInt8>, at start: Int) -> Bool {
    let known = bytes.span
    let sought = path.span
    for index in sought.indices where known[start + index] != sought[index] { return false }
    return true
  }

  private mutating func grow() {
    table = [UInt32](repeating: 0, count: table.count * 2)
    for number in ends.indices {
      let slot = slot(bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
      table[slot] = UInt32(clamping: number + 1)
    }
  }

  /// FNV-1a with 64 bits, the upper half folded in. Its start is another in each process, so that nobody can
  /// make an image whose paths all fall into one slot; no order depends on it.
  private func hash(_ path: ArraySlice<UInt8>) -> Int {
    var hash = seed
    let bytes = path.span
    for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7fff_ffff)
  }
}
