import Testing

@testable import Images

@Suite struct DpkgTests {
  @Test func `the status that dpkg wrote gives the packages whose files are there`() throws {
    let listing = DpkgStatus.parse(try fixture("dpkg/status"))
    #expect(listing.problems.isEmpty)
    #expect(
      listing.packages == [
        Package(
          ecosystem: .dpkg, name: "demo-base", version: "1:2.0-3", source: "demo", architecture: "all",
          isEssential: true),
        Package(
          ecosystem: .dpkg, name: "demo-lib", version: "4.5", architecture: "amd64", isEssential: false),
        Package(
          ecosystem: .dpkg, name: "demo-tool", version: "0.9~rc1+b1", architecture: "all", isEssential: false),
      ])
  }

  @Test func `a part of status d has no status and is installed`() {
    let listing = DpkgStatus.parse(bytes("Package: base-files\nVersion: 12\nArchitecture: amd64\n"))
    #expect(listing.packages.map(\.name) == ["base-files"])
    #expect(listing.packages.first?.source == nil)
  }

  @Test(arguments: [
    ("not-installed", 0), ("config-files", 0), ("half-installed", 1), ("unpacked", 1), ("half-configured", 1),
    ("triggers-awaited", 1), ("triggers-pending", 1), ("installed", 1),
  ])
  func `a package counts while its files are unpacked`(state: String, count: Int) {
    let text = "Package: a\nStatus: install ok \(state)\nVersion: 1\n"
    #expect(DpkgStatus.parse(bytes(text)).packages.count == count)
  }

  @Test func `field names have no case, blanks around values do not count, carriage returns neither`() {
    let listing = DpkgStatus.parse(bytes("PACKAGE:   a\t\r\nversion:1\r\n\r\npackage: b\r\nVersion: 2"))
    #expect(listing.packages.map(\.name) == ["a", "b"])
    #expect(listing.packages.map(\.version) == ["1", "2"])
  }

  @Test func `a continuation that looks like a field is none`() {
    let listing = DpkgStatus.parse(
      bytes("Package: a\nVersion: 1\nDescription: x\n Version: 2\n Package: b\n"))
    #expect(listing.packages.map(\.version) == ["1"])
  }

  @Test func `a wrong line is told by its number and the other packages are known`() {
    let text = "Package: a\nVersion: 1\nrubbish\n\nPackage: b\nArchitecture: all\n\nPackage: c\nVersion: 3\n"
    let listing = DpkgStatus.parse(bytes(text))
    #expect(listing.packages.map(\.name) == ["a", "c"])
    #expect(listing.problems.map(\.line) == [3, 5])
  }

  @Test func `no truncation invents a package`() throws {
    let whole = try fixture("dpkg/status")
    let names = Set(DpkgStatus.parse(whole).packages.map(\.name))
    for count in whole.indices {
      let listing = DpkgStatus.parse(Array(whole[..<count]))
      // A package whose status line is cut off may appear early, as one of a database without status.
      #expect(listing.packages.count <= names.count + 1)
    }
  }

  @Test func `the list that dpkg wrote gives paths without the root`() throws {
    let listing = DpkgFiles.parseList(try fixture("dpkg/demo-base.list"), package: "demo-base")
    #expect(listing.problems.isEmpty)
    #expect(
      listing.files.first?.paths.map(\.text) == [
        "etc", "etc/demo-base.conf", "usr", "usr/bin", "usr/bin/demo-base",
      ])
  }

  @Test func `checksums give the files, and a line without one is told`() throws {
    let sums = DpkgFiles.parseMD5Sums(try fixture("dpkg/demo-base.md5sums"), package: "demo-base")
    #expect(sums.files.first?.paths.map(\.text) == ["etc/demo-base.conf", "usr/bin/demo-base"])
    #expect(sums.problems.isEmpty)
    let wrong = DpkgFiles.parseMD5Sums(bytes("zz  usr/bin/a\n"), package: "a")
    #expect(wrong.problems.map(\.line) == [1])
    #expect(wrong.files.first?.paths.isEmpty == true)
  }

  @Test func `a relative path in a list is told`() {
    #expect(DpkgFiles.parseList(bytes("usr/bin/a\n"), package: "a").problems.map(\.line) == [1])
  }

  @Test func `a record's package is its name without the architecture`() {
    #expect(DpkgFiles.package(ofRecord: bytes("var/lib/dpkg/info/libc6:amd64.list")[...]) == "libc6")
    #expect(DpkgFiles.package(ofRecord: bytes("var/lib/dpkg/info/python3.11.list")[...]) == "python3.11")
  }

  @Test func `paths of a package that are not kept are told`() {
    let long = String(repeating: "d", count: 4000)
    let text = String(repeating: "/\(long)\n", count: PathList.mostBytes / 4000 + 2)
    let listing = DpkgFiles.parseList(bytes(text), package: "a")
    #expect(listing.problems.map(\.reason) == ["more paths of files than are kept"])
  }

  @Test func `extended states name what came as a dependency only`() {
    let text = "Package: a\nArchitecture: amd64\nAuto-Installed: 1\n\nPackage: b\nAuto-Installed: 0\n"
    #expect(DpkgFiles.parseExtendedStates(bytes(text)).names == ["a"])
  }
}
