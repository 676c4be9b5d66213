import Foundation
import Gate
import TestSupport
import Testing

/// What the program is made of is told, with why.
@Suite struct SupplyChainTests {
  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(Pipeline.root)/\(name)", encoding: .utf8)
  }

  @Test func `each dependency is in the documentation, with why it is there`() throws {
    let package = try text("Package.swift")
    let names =
      package.matches(of: /\.package\(url: "[^"]*\/([^"\/]+)"/).map { String($0.1) }
      + package.matches(of: /brew: "([^"@]+)[^"]*"/).map { String($0.1) } + ["libseccomp"]
    try #require(names.count >= 12)
    let rows = try text("docs/security.md").split(separator: "\n").filter { $0.hasPrefix("| ") }
      .map { $0.split(separator: "|").map { $0.lowercased() } }
    for name in names {
      // Homebrew's sqlite3 is SQLite.
      let letters = name.lowercased().prefix { !$0.isNumber }
      let row = rows.first { $0.first?.contains(letters) == true }
      #expect((row?.last?.count ?? 0) > 10, "\(name) is not in the table of docs/security.md")
    }
  }

  private static let tools = ["bash", "swift", "ldd", "sha256sum"]

  @Test(.enabled(if: tools.allSatisfy { Program(named: $0) != nil }, "needs \(tools)"))
  func `the bill of materials has what is linked in and the program's hash`() throws {
    let scratch = try ScratchDirectory()
    for name in ["packaging/bill-of-materials", "packaging/lib.bash", "Sources/Gate/Run/Check.swift"] {
      try scratch.write(Array(try text(name).utf8), to: name)
    }
    let pins = #"""
      {
        "pins" : [
          {
            "identity" : "some-package",
            "kind" : "remoteSourceControl",
            "location" : "https://example.org/people/some-package.git",
            "state" : {
              "revision" : "436bde4bb9489201ca6662f5cf94ec45fa8e244e",
              "version" : "1.8.2"
            }
          }
        ],
        "version" : 3
      }
      """#
    try scratch.write(Array(pins.utf8), to: "Package.resolved")
    try scratch.write(Array("the program".utf8), to: "program")
    let result = try Pipeline.run("bash packaging/bill-of-materials program", in: scratch)
    let bill = try #require(JSONSerialization.jsonObject(with: Data(result.output)) as? [String: Any])
    #expect(bill["bomFormat"] as? String == "CycloneDX" && bill["specVersion"] as? String == "1.6")
    let program = try #require((bill["metadata"] as? [String: Any])?["component"] as? [String: Any])
    #expect(program["version"] as? String == Check.version)
    #expect(
      try program.objects("hashes").first?["content"] as? String
        == "50fda23bf0a5115d4f893dc10d122c10a4705f47688f5620e80611c092d4053e")
    let parts = try bill.objects("components")
    let places = parts.compactMap { $0["purl"] as? String }
    #expect(places.contains("pkg:swift/example.org/people/some-package@1.8.2"))
    #expect(places.contains("pkg:github/yaml/libyaml"))
    #expect(places.count == Set(places).count && parts.allSatisfy { $0["name"] is String })
  }
}
