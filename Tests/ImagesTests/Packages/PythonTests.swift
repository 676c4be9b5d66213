import Testing

@testable import Images

@Suite struct PythonTests {
  @Test func `metadata end at the empty line`() throws {
    let package = PythonMetadata.parse(try fixture("python/demo_test-1.2.3.dist-info/METADATA"))
    #expect(package == Package(ecosystem: .python, name: "demo-test", version: "1.2.3", license: "MIT"))
  }

  @Test func `an unknown licence is none, and an expression goes before a text`() throws {
    #expect(PythonMetadata.parse(try fixture("python/demo_dep-0.1.dist-info/METADATA"))?.license == nil)
    let text = "Name: a\r\nVersion: 1\r\nLicense: long text\r\nLicense-Expression: MIT OR ISC\r\n\r\n"
    #expect(PythonMetadata.parse(bytes(text))?.license == "MIT OR ISC")
  }

  @Test(arguments: ["", "Name: a\n", "Version: 1\n", "\nName: a\nVersion: 1\n", "\u{0}\u{1}"])
  func `without a name and a version there is no package`(text: String) {
    #expect(PythonMetadata.parse(bytes(text)) == nil)
  }

  @Test func `the record that pip wrote gives files within and without its directory`() throws {
    let path = bytes("usr/lib/python3/site-packages/demo_test-1.2.3.dist-info/RECORD")
    let listing = PythonMetadata.parseRecord(
      try fixture("python/demo_test-1.2.3.dist-info/RECORD"), path: path[...])
    let paths = try #require(listing.files.first).paths.map(\.text)
    #expect(listing.problems.isEmpty)
    #expect(paths.contains("usr/bin/demo_test"))
    #expect(paths.contains("usr/lib/python3/site-packages/demo_test/__init__.py"))
    #expect(paths.contains("usr/lib/python3/site-packages/demo_test/a, \"b\".py"))
    #expect(paths.contains("usr/lib/python3/site-packages/demo_test-1.2.3.dist-info/REQUESTED"))
    #expect(listing.files.first?.package == "demo_test")
  }

  @Test func `a path out of the root and an open quotation are told`() {
    let listing = PythonMetadata.parseRecord(
      bytes("../../x,,\n\"open,,\na.py,,\n"), path: bytes("a/b-1.dist-info/RECORD")[...])
    #expect(listing.problems.map(\.line) == [1, 2])
    #expect(listing.files.first?.paths.map(\.text) == ["a/a.py"])
  }

  @Test func `installed files are relative to the egg-info`() {
    let listing = PythonMetadata.parseInstalledFiles(
      bytes("../demo/__init__.py\nPKG-INFO\n"),
      path: bytes("site/demo-1.0-py3.11.egg-info/installed-files.txt")[...])
    #expect(
      listing.files.first?.paths.map(\.text) == [
        "site/demo/__init__.py", "site/demo-1.0-py3.11.egg-info/PKG-INFO",
      ])
    #expect(listing.files.first?.package == "demo")
  }
}
