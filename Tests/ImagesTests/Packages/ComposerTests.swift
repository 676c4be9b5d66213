import Testing

@testable import Images

@Suite struct ComposerTests {
  private func read(_ text: String) throws -> [Package] {
    try ComposerInstalled.parse(bytes(text), limits: FactLimits()).packages
  }

  @Test func `version 2 says what only development needs`() throws {
    let packages = try read(
      """
      {"packages": [
        {"name": "monolog/monolog", "version": "2.9.1", "license": ["MIT"], "require": {"php": ">=7.2"}},
        {"name": "phpunit/phpunit", "version": "v9.6.0", "license": ["BSD-3-Clause", "MIT"]}
      ], "dev": true, "dev-package-names": ["phpunit/phpunit"]}
      """)
    #expect(packages.map(\.name) == ["monolog/monolog", "phpunit/phpunit"])
    #expect(packages.map(\.version) == ["2.9.1", "v9.6.0"])
    #expect(packages.map(\.license) == ["MIT", "BSD-3-Clause OR MIT"])
    #expect(packages.map(\.isDevelopmentOnly) == [false, true])
  }

  @Test func `version 1 is the list alone, which does not`() throws {
    let packages = try read(#"[{"name": "psr/log", "version": "1.1.4"}]"#)
    #expect(packages == [Package(ecosystem: .composer, name: "psr/log", version: "1.1.4")])
  }

  @Test(arguments: [
    "{}", "[]", "null", "3", #"{"packages": {}}"#,
    #"[{"name": "a/b"}, {"version": "1"}, 3, {"name": "", "version": "1"}]"#,
    #"{"other": [{"name": "a/b", "version": "1"}]}"#,
  ])
  func `what names no package is none`(text: String) throws {
    #expect(try read(text).isEmpty)
  }

  @Test func `packages beyond the limit are told`() throws {
    var limits = FactLimits()
    limits.packages = 2
    let list = (1...4).map { #"{"name": "a/\#($0)", "version": "1"}"# }.joined(separator: ",")
    let listing = try ComposerInstalled.parse(bytes("[\(list)]"), limits: limits)
    #expect(listing.packages.count == 2)
    #expect(listing.problems.map(\.reason) == ["more than 2 packages (--limit packages)"])
  }

  @Test func `damage is told at its place`() {
    #expect(throws: JSONDamage.self) { try read(#"[{"name": "a/b", "version": "1""#) }
  }
}
