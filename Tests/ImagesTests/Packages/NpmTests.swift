import Testing

@testable import Images

@Suite struct NpmTests {
  @Test func `a package has name, version and licence in each of its forms`() throws {
    func license(_ json: String) throws -> String? {
      try NpmManifest(parsing: bytes(#"{"name":"@s/a","version":"1.0.0","# + json + "}")).package?.license
    }
    #expect(try license(#""license":"MIT""#) == "MIT")
    #expect(try license(#""license":{"type":"ISC","url":"x"}"#) == "ISC")
    #expect(try license(#""licenses":[{"type":"MIT"},"ISC",[["x"]],3]"#) == "MIT OR ISC")
    #expect(try license(#""license":null"#) == nil)
  }

  @Test(arguments: [
    #"{"type":"module"}"#, #"{"name":"a"}"#, "[]", "3", #"{"name":"","version":"1"}"#,
    #"{"name":{},"version":[]}"#,
  ])
  func `what has no name and version is no package`(json: String) throws {
    #expect(try NpmManifest(parsing: bytes(json)).package == nil)
  }

  @Test func `the application's own manifest tells what is for development`() throws {
    let manifest = try NpmManifest(parsing: try fixture("npm/app.package.json"))
    #expect(manifest.name == "app")
    #expect(manifest.dependencies.map(\.name) == ["prod"])
    #expect(manifest.developmentDependencies.map(\.name) == ["dev"])
    #expect(manifest.optionalDependencies.isEmpty)
  }

  @Test func `damaged JSON is refused with its place`() {
    #expect(throws: JSONDamage.self) { try NpmManifest(parsing: bytes(#"{"name":"a" "version""#)) }
    #expect(throws: JSONDamage.self) { try NpmManifest(parsing: bytes("{} trailing")) }
  }

  @Test(arguments: [
    "npm/package-lock.v1.json", "npm/package-lock.v2.json", "npm/package-lock.v3.json",
    "npm/hidden-lock.json",
  ])
  func `all versions of the lock file that npm wrote say the same`(file: String) throws {
    let lock = try NpmLock.parse(try fixture(file))
    #expect(lock.entries.map(\.package.name) == ["@demo/scoped", "dev", "prod"])
    #expect(lock.entries.map(\.package.version) == ["3.1.0-rc.1", "2.0.0", "1.0.0"])
    #expect(lock.entries.map(\.package.isDevelopmentOnly) == [false, true, false])
    #expect(
      lock.entries.map(\.place) == ["node_modules/@demo/scoped", "node_modules/dev", "node_modules/prod"])
  }

  @Test func `links and the project's own parts are no packages, and an alias has its real name`() throws {
    let json = """
      {"packages":{"":{"version":"1"},"packages/a":{"version":"2"},"node_modules/a":{"link":true,"version":"2"},
      "node_modules/x/node_modules/alias":{"name":"real","version":"3","devOptional":true}}}
      """
    let lock = try NpmLock.parse(bytes(json))
    #expect(lock.entries.map(\.package.name) == ["real"])
    #expect(lock.entries.first?.package.isDevelopmentOnly == false)
    #expect(lock.entries.first?.place == "node_modules/x/node_modules/alias")
  }

  @Test func `dependencies within dependencies have their place`() throws {
    let json = #"{"dependencies":{"a":{"version":"1","dependencies":{"b":{"version":"2","dev":true}}}}}"#
    let lock = try NpmLock.parse(bytes(json))
    #expect(lock.entries.map(\.place) == ["node_modules/a", "node_modules/a/node_modules/b"])
  }

  @Test func `a lock file nested without end is refused`() {
    let deep = String(repeating: #"{"dependencies":{"a":"#, count: 10_000)
    #expect(throws: JSONDamage.self) { try NpmLock.parse(bytes(deep)) }
  }

  @Test func `a lock file cut at any byte is refused`() throws {
    let whole = try fixture("npm/package-lock.v2.json")
    let end = try #require(whole.lastIndex(of: UInt8(ascii: "}")))
    for count in 0...end - 1 {
      #expect(throws: JSONDamage.self) { try NpmLock.parse(Array(whole[..<count])) }
    }
  }
}
