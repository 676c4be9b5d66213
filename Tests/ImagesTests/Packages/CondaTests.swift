import Testing

@testable import Images

@Suite struct CondaTests {
  private func read(_ text: String, _ path: String = "opt/conda/conda-meta/openssl-3.2.1-h0_0.json") throws
    -> PackageListing
  {
    try CondaPackage.parse(bytes(text), path: bytes(path)[...])
  }

  @Test func `a record names the package and its files below the environment`() throws {
    let text =
      #"{"build": "h0_0", "files": ["bin/openssl", "ssl/misc/tsget"], "license": "Apache-2.0","#
      + #" "name": "openssl", "version": "3.2.1", "depends": ["ca-certificates"]}"#
    let listing = try read(text)
    #expect(
      listing.packages
        == [Package(ecosystem: .conda, name: "openssl", version: "3.2.1", license: "Apache-2.0")])
    #expect(
      listing.files.flatMap { $0.paths.map(\.text) } == ["opt/conda/bin/openssl", "opt/conda/ssl/misc/tsget"])
    #expect(try read(text, "conda-meta/a.json").files.first?.paths.first?.text == "bin/openssl")
  }

  @Test(arguments: [
    "{}", "[]", "7", #"{"name": "a"}"#, #"{"name": "", "version": "1"}"#, #"{"name": 3, "version": []}"#,
  ])
  func `what names no package is none`(text: String) throws {
    let listing = try read(text)
    #expect(listing.packages.isEmpty && listing.files.isEmpty)
    #expect(listing.problems.map(\.line) == [1])
  }

  @Test func `damage is told at its place`() {
    #expect(throws: JSONDamage.self) { try read(#"{"name": "a", "files": ["#) }
  }
}
