import Testing

@testable import Images

@Suite struct FileOwnersTests {
  @Test func `many files are found again, and no other`() {
    var owners = FileOwners()
    for package in 0..<100 {
      var paths = PathList()
      for file in 0..<100 { paths.append(bytes("usr/lib/\(package)/\(file)")) }
      owners.insert(paths, owner: FileOwners.Owner(ecosystem: .dpkg, package: "p\(package)"))
    }
    #expect(owners.count == 10_000)
    for package in 0..<100 {
      for file in 0..<100 {
        #expect(owners.owner(of: bytes("usr/lib/\(package)/\(file)")[...])?.package == "p\(package)")
      }
      #expect(owners.owner(of: bytes("usr/lib/\(package)/100")[...]) == nil)
    }
  }

  @Test func `a path stays with its first owner`() {
    var owners = FileOwners()
    var paths = PathList()
    paths.append(bytes("/usr/share"))
    owners.insert(paths, owner: FileOwners.Owner(ecosystem: .dpkg, package: "a"))
    owners.insert(paths, owner: FileOwners.Owner(ecosystem: .python, package: "b"))
    #expect(owners.owner(of: bytes("usr/share")[...]) == FileOwners.Owner(ecosystem: .dpkg, package: "a"))
    #expect(owners.count == 1)
  }

  @Test func `an alias is a whole directory, not the start of a name`() {
    var owners = FileOwners(aliases: DirectoryAlias.mergedUsr)
    var paths = PathList()
    paths.append(bytes("/lib/a"))
    paths.append(bytes("/library/a"))
    paths.append(bytes("/lib64/b"))
    owners.insert(paths, owner: FileOwners.Owner(ecosystem: .rpm, package: "a"))
    #expect(owners.owner(of: bytes("usr/lib/a")[...]) != nil)
    #expect(owners.owner(of: bytes("usr/lib64/b")[...]) != nil)
    #expect(owners.owner(of: bytes("library/a")[...]) != nil)
    #expect(owners.owner(of: bytes("usr/library/a")[...]) == nil)
  }

  @Test func `a list of paths keeps neither the root nor what is too long`() {
    var paths = PathList()
    paths.append(bytes("/."))
    paths.append(bytes("/"))
    paths.append(bytes(""))
    paths.append([UInt8](repeating: 0x61, count: PathList.longestPath + 1))
    #expect(paths.isEmpty)
    paths.append(bytes("b"), under: bytes("/a/"))
    paths.append(bytes("c"), under: bytes(""))
    paths.append(bytes(".hidden"))
    #expect(paths.map(\.text) == ["a/b", "c", ".hidden"])
  }
}
