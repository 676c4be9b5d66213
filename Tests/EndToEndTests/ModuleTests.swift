import Foundation
import Testing

/// The map in `docs/architecture.md` is how the sources are: arrows point downwards, and few modules see the world.
struct ModuleTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The modules from the top to the bottom: each imports only those after it.
  private static let order = [
    "imgcheck", "Gate", "Rules", "Reports", "Dockerfiles", "Policies", "Compose", "ImageSources", "Images",
    "Secrets", "TOML", "Findings", "ArchiveIO", "PatternScan", "Digests", "Sandbox", "Transfer",
    "YAMLEvents",
  ]

  /// Modules beside each other, of which neither may see the other although one stands first.
  private static let strangers: [(String, String)] = [
    ("Rules", "Reports"), ("Rules", "Dockerfiles"), ("Reports", "Policies"), ("Reports", "Compose"),
    ("Reports", "Images"), ("Policies", "Images"), ("Policies", "Secrets"), ("Compose", "Images"),
    ("Compose", "ArchiveIO"), ("Findings", "ArchiveIO"), ("Findings", "PatternScan"),
    ("ArchiveIO", "PatternScan"), ("Compose", "ImageSources"), ("Policies", "ImageSources"),
    ("Reports", "ImageSources"), ("Rules", "ImageSources"), ("Images", "Transfer"), ("Gate", "Transfer"),
    ("TOML", "Findings"), ("Images", "TOML"),
  ]

  private struct Source {
    let name: String
    let text: String
  }

  private static func sources(_ module: String) throws -> [Source] {
    let folder = root.appendingPathComponent("Sources/\(module)")
    let names = try #require(FileManager.default.enumerator(atPath: folder.path))
    let files = names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    try #require(!files.isEmpty, "\(module)")
    return try files.map {
      Source(
        name: "\(module)/\($0)",
        text: try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8))
    }
  }

  private static func imports(_ source: Source) -> [String] {
    source.text.matches(of: /(?m)^import ([A-Za-z0-9]+)/).map { String($0.1) }
  }

  /// Where code stands, comments left out.
  private static func users(of pattern: Regex<Substring>) throws -> Set<String> {
    var users: Set<String> = []
    for module in order {
      for source in try sources(module) {
        let code = source.text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
        if code.contains(where: { $0.contains(pattern) }) { users.insert(module) }
      }
    }
    return users
  }

  @Test(arguments: order.indices) func aModuleImportsOnlyThoseBelowIt(position: Int) throws {
    let module = Self.order[position]
    let above = Set(Self.order[...position])
    for source in try Self.sources(module) {
      for name in Self.imports(source) {
        #expect(!above.contains(name), "\(source.name) imports \(name)")
        #expect(!Self.strangers.contains { $0 == (module, name) }, "\(source.name) imports \(name)")
      }
    }
  }

  @Test func theListHasEveryModule() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Sources").path)
    let c: Set = [
      "CByteMasks", "CCrypto", "CCurl", "CHashLanes", "CISAL", "CLibArchive", "CPCRE2", "CSQLite",
      "CSandbox", "CVectorscan", "CZlib",
    ]
    #expect(Set(folders).subtracting(c) == Set(Self.order))
  }

  @Test func onlyTheOwnersSeeC() throws {
    let owners: Set = ["ArchiveIO", "PatternScan", "Digests", "Sandbox", "Transfer", "YAMLEvents"]
    for module in Self.order where !owners.contains(module) {
      for source in try Self.sources(module) {
        let names = Self.imports(source).filter { $0.wholeMatch(of: /C[A-Z][A-Za-z0-9]+/) != nil }
        #expect(names.filter { $0 != "Compose" }.isEmpty, "\(source.name) imports \(names)")
      }
    }
  }

  /// Rules, reports, policies and the compose model are functions of values: they reach no file of the host.
  @Test func fewModulesSeeThePathsOfTheHost() throws {
    let users = try Self.users(of: /FileManager|fileURLWithPath|FileHandle|fopen\(|unsafe open\(/)
    #expect(users == ["imgcheck", "Gate", "ImageSources", "Images", "Secrets", "ArchiveIO"])
  }

  /// What opens connections is reached by images' names alone.
  @Test func onlyTheFinderOfImagesReachesTheNetwork() throws {
    #expect(try Self.users(of: /import Transfer/) == ["ImageSources"])
    #expect(try Self.users(of: /import CCurl/) == ["Transfer"])
    #expect(try Self.users(of: /URLSession|FoundationNetworking/) == [])
  }

  @Test func onlyTheCommandSeesTheTerminal() throws {
    #expect(try Self.users(of: /isatty|FileHandle\.standard|readLine\(|\bprint\(/) == ["imgcheck"])
  }
}
