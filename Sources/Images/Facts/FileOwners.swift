/// A directory that is a link to another, so that a file has two names: `bin` and `usr/bin` on a system with a
/// merged `/usr`.
package struct DirectoryAlias: Sendable, Hashable {
  /// As bytes, without slashes at either end.
  package let name: [UInt8]
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

  /// Adds the files of a package; a path that is known stays with its first owner.
  package mutating func insert(_ paths: PathList, owner: Owner) {
    let number = UInt32(clamping: owners.count)
    owners.append(owner)
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

  private func canonical(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var path = path
    for alias in aliases where path.starts(with: alias.name) {
      let rest = path.dropFirst(alias.name.count)
      if rest.first == .slash { path = (alias.target + rest)[...] }
    }
    return path
  }

  /// The slot that holds the path, or the free one where it belongs.
  private func slot(_ path: ArraySlice<UInt8>) -> Int {
    let mask = table.count - 1
    var slot = hash(path) & mask
    while table[slot] != 0 {
      let number = Int(table[slot]) - 1
      let known = bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
      if known.count == path.count, known == path { return slot }
      slot = (slot + 1) & mask
    }
    return slot
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
    for byte in path { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7fff_ffff)
  }
}
