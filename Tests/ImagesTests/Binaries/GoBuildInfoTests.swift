import Testing

@testable import Images

@Suite struct GoBuildInfoTests {
  private static let magic: [UInt8] = [0xff] + Array(" Go buildinf:".utf8)
  private static let mark = [UInt8](repeating: 0x30, count: 16)
  private static let modules = """
    path\texample.com/cmd/demo
    mod\texample.com\tv1.2.3\th1:x=
    dep\texample.org/a\tv0.1.0\th1:y=
    dep\texample.org/b\tv0.2.0
    =>\texample.org/fork\tv0.3.0\th1:z=
    build\t-compiler=gc
    build\t-ldflags="-s \\"x\\""
    build\tCGO_ENABLED=0

    """

  private func inline(version: String, modules: String) -> [UInt8] {
    func counted(_ text: [UInt8]) -> [UInt8] {
      var length = text.count
      var prefix: [UInt8] = []
      while length >= 0x80 {
        prefix.append(UInt8(length & 0x7f) | 0x80)
        length >>= 7
      }
      return prefix + [UInt8(length)] + text
    }
    return Self.magic + [8, 2] + [UInt8](repeating: 0, count: 16) + counted(bytes(version))
      + counted(Self.mark + bytes(modules) + Self.mark)
  }

  @Test(arguments: [("elf/go-amd64", true), ("elf/go-386", false)])
  func `the information that Go wrote is read`(file: String, is64Bit: Bool) throws {
    let program = try read(try fixture(file))
    let go = try #require(program.go)
    #expect(go.goVersion.hasPrefix("go1."))
    #expect(go.path == "example.com/demo")
    #expect(go.main == GoBuildInfo.Module(path: "example.com/demo", version: "(devel)"))
    #expect(go.settings["GOOS"] == "linux")
    #expect(!go.isTest)
    #expect(program.is64Bit == is64Bit)
    #expect(program.packages.map(\.name) == ["example.com/demo"])
  }

  @Test func `modules, replacements and settings`() throws {
    let image = ELFBuilder(sections: [(".go.buildinfo", inline(version: "go1.22.1", modules: Self.modules))])
      .build()
    let go = try #require(try read(image).go)
    #expect(go.goVersion == "go1.22.1")
    #expect(go.path == "example.com/cmd/demo")
    #expect(go.main == GoBuildInfo.Module(path: "example.com", version: "v1.2.3"))
    #expect(
      go.dependencies == [
        GoBuildInfo.Module(path: "example.org/a", version: "v0.1.0"),
        GoBuildInfo.Module(path: "example.org/fork", version: "v0.3.0"),
      ])
    #expect(go.settings == ["-compiler": "gc", "-ldflags": #"-s "x""#, "CGO_ENABLED": "0"])
  }

  @Test func `a program without sections has it at the start of its data`() throws {
    let image = ELFBuilder(
      sections: [(".data", inline(version: "go1.21", modules: Self.modules))], hasSectionTable: false
    ).build()
    let program = try read(image)
    #expect(!program.hasSections)
    #expect(program.go?.goVersion == "go1.21")
  }

  @Test(arguments: [(true, false), (true, true), (false, false), (false, true)])
  func `before Go 1 18 two pointers lead to the texts`(is64Bit: Bool, isBigEndian: Bool) throws {
    let width = is64Bit ? 8 : 4
    let modules = Self.mark + bytes(Self.modules) + Self.mark
    var builder = ELFBuilder(is64Bit: is64Bit, isBigEndian: isBigEndian)
    builder.sections = [
      (".texts", bytes("go1.16.5")), (".modules", modules),
      (".headers", [UInt8](repeating: 0, count: 4 * width)), (".go.buildinfo", []),
    ]
    func address(_ name: String) -> UInt64 { builder.address + UInt64(builder.offset(of: name)) }
    let headers =
      builder.number(address(".texts"), width) + builder.number(8, width)
      + builder.number(address(".modules"), width) + builder.number(UInt64(modules.count), width)
    let information =
      Self.magic + [UInt8(width), isBigEndian ? 1 : 0] + builder.number(address(".headers"), width)
      + builder.number(address(".headers") + UInt64(2 * width), width)
    builder.sections[2].bytes = headers
    builder.sections[3].bytes = information + [UInt8](repeating: 0, count: 32 - information.count)
    let go = try #require(try read(builder.build()).go)
    #expect(go.goVersion == "go1.16.5")
    #expect(go.dependencies.count == 2)
  }

  @Test(arguments: [
    ("example.com/demo.test", true), ("example.com/testmain", true), ("example.com/demo.tests", false),
  ])
  func `the path of a test ends so`(path: String, isTest: Bool) throws {
    let section = inline(version: "go1.22", modules: "path\t\(path)\n")
    let program = try read(ELFBuilder(sections: [(".go.buildinfo", section)]).build())
    #expect(program.go?.isTest == isTest)
    #expect(program.testHarness == (isTest ? TestHarness(language: .go, confidence: .certain) : nil))
  }

  @Test func `the table of functions tells a test whose path does not`() throws {
    func harness(_ functions: String) throws -> TestHarness? {
      let section = inline(version: "go1.19", modules: "path\texample.com/demo\n")
      let sections = [(".go.buildinfo", section), (".gopclntab", bytes(functions))]
      return try read(ELFBuilder(sections: sections).build()).testHarness
    }
    #expect(
      try harness("main.main\0testing.MainStart\0x") == TestHarness(language: .go, confidence: .likely))
    #expect(try harness("m := testing.MainStart(deps)\0") == nil)
    #expect(try harness("main.main\0testing.tRunner\0") == nil)
  }

  @Test(arguments: [[UInt8](), [8], [8, 2], [8, 0], [0, 0] + [UInt8](repeating: 0xff, count: 16)])
  func `information that ends early or points nowhere is none`(rest: [UInt8]) throws {
    let image = ELFBuilder(sections: [(".go.buildinfo", Self.magic + rest)]).build()
    #expect(try read(image).go == nil)
  }

  @Test func `a list of modules longer than the limit is left out`() throws {
    var limits = FactLimits()
    limits.dependencyListBytes = 64
    let section = inline(version: "go1.22", modules: Self.modules)
    let go = try read(ELFBuilder(sections: [(".go.buildinfo", section)]).build(), limits: limits).go
    #expect(go?.goVersion == "go1.22")
    #expect(go?.dependencies.isEmpty == true)
  }
}
