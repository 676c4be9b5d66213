import Testing

@testable import Images

@Suite struct NuGetTests {
  private func read(_ text: String) throws -> [String] {
    try NuGetDependencies.parse(bytes(text), path: bytes("app/Shop.deps.json")[...], limits: FactLimits())
      .packages.map {
        #expect($0.ecosystem == .nuget)
        return "\($0.name) \($0.version)"
      }
  }

  @Test func `packages whose files are there are listed, the program itself and what has no files are not`()
    throws
  {
    let names = try read(
      """
      {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0/linux-x64"},
       "targets": {".NETCoreApp,Version=v8.0": {}, ".NETCoreApp,Version=v8.0/linux-x64": {
         "Shop/1.0.0": {"dependencies": {"Serilog": "3.1.1"}, "runtime": {"Shop.dll": {}}},
         "Serilog/3.1.1": {"runtime": {"lib/net7.0/Serilog.dll": {"assemblyVersion": "2.0.0.0"}}},
         "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"native": {"libclrjit.so": {}}},
         "NETStandard.Library/2.0.3": {"dependencies": {"Microsoft.NETCore.Platforms": "1.1.0"}},
         "Microsoft.NETCore.Platforms/1.1.0": {"runtime": {"lib/netstandard1.0/_._": {}}}}},
       "libraries": {
         "Shop/1.0.0": {"type": "project", "serviceable": false, "sha512": ""},
         "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1": {"type": "runtimepack"},
         "Serilog/3.1.1": {"type": "package", "serviceable": true, "sha512": "sha512-x"},
         "NETStandard.Library/2.0.3": {"type": "package"},
         "Microsoft.NETCore.Platforms/1.1.0": {"type": "package"}}}
      """)
    #expect(names == ["Microsoft.NETCore.App.Runtime.linux-x64 8.0.1", "Serilog 3.1.1"])
  }

  @Test func `the files of a package lie beside the list, those of a language and of a system below`() throws
  {
    let text = #"""
      {"targets": {"net8.0": {"Serilog/3.1.1": {
         "runtime": {"lib/net7.0/Serilog.dll": {}, "lib/net7.0/_._": {}},
         "resources": {"lib/net7.0/de/Serilog.resources.dll": {"locale": "de"}},
         "runtimeTargets": {"runtimes/win/lib/x.dll": {"rid": "win"}}, "compile": {"ref/a.dll": {}}},
         "Shop/1.0.0": {"runtime": {"Shop.dll": {}}}}},
       "libraries": {"Serilog/3.1.1": {"type": "package"}, "Shop/1.0.0": {"type": "project"}}}
      """#
    let listing = try NuGetDependencies.parse(
      bytes(text), path: bytes("app/Shop.deps.json")[...], limits: FactLimits())
    #expect(listing.files.map(\.package) == ["Serilog"])
    #expect(
      Set(listing.files.flatMap { $0.paths.map(\.text) }) == [
        "app/Serilog.dll", "app/de/Serilog.resources.dll", "app/runtimes/win/lib/x.dll",
      ])
  }

  @Test func `where no target speaks of a package it counts`() throws {
    #expect(try read(#"{"libraries": {"A.B/1.2.3-beta": {"type": "package"}}}"#) == ["A.B 1.2.3-beta"])
  }

  @Test(arguments: [
    "{}", "[]", "7", #"{"libraries": []}"#, #"{"libraries": {"A": {"type": "package"}}}"#,
    #"{"libraries": {"A/1": {"type": "project"}, "B/1": 3, "/2": {"type": "package"}, "A/1/2": {"type": "package"}}}"#,
  ])
  func `all else is no package`(text: String) throws {
    #expect(try read(text).isEmpty)
  }

  @Test func `packages beyond the limit are told`() throws {
    var limits = FactLimits()
    limits.packages = 2
    let list = (1...4).map { #""A\#($0)/1": {"type": "package"}"# }.joined(separator: ",")
    let listing = try NuGetDependencies.parse(
      bytes("{\"libraries\": {\(list)}}"), path: bytes("app/Shop.deps.json")[...], limits: limits)
    #expect(listing.packages.count == 2)
    #expect(listing.problems.map(\.reason) == ["more than 2 packages (--limit packages)"])
  }

  @Test func `damage is told at its place`() {
    #expect(throws: JSONDamage.self) { try read(#"{"libraries": {"#) }
  }
}
