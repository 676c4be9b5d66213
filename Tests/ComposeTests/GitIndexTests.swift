import Compose
import Findings
import Testing

/// What Git tracks, by its index.
struct GitIndexTests {
  /// An index of some paths as Git writes it, with zeros for all that is not looked at.
  private static func index(_ paths: [String], version: UInt8 = 2, hashBytes: Int = 20) -> [UInt8] {
    var bytes = Array("DIRC".utf8) + [0, 0, 0, version, 0, 0, 0, UInt8(paths.count)]
    var last: [UInt8] = []
    for path in paths {
      let start = bytes.count
      let name = Array(path.utf8)
      bytes +=
        [UInt8](repeating: 0, count: 40 + hashBytes) + [UInt8(name.count >> 8), UInt8(name.count & 0xFF)]
      if version == 4 {
        let shared = zip(last, name).prefix { $0 == $1 }.count
        bytes += [UInt8(last.count - shared)] + name.dropFirst(shared) + [0]
        last = name
      } else {
        bytes += name
        bytes += [UInt8](repeating: 0, count: 8 - (bytes.count - start) % 8)
      }
    }
    return bytes + [UInt8](repeating: 0, count: hashBytes)
  }

  private static func project(_ index: [UInt8], in directory: String = "") throws -> Project {
    let compose = directory + "compose.yaml"
    let reader = FileReader { path in
      switch path {
      case compose: Array("services: {a: {image: a}}".utf8)
      case ".git/index": index
      default: nil
      }
    }
    return try Project.load(Options(files: [compose]), reader: reader)
  }

  @Test(arguments: [(2, 20), (3, 20), (4, 20), (2, 32), (4, 32)] as [(UInt8, Int)])
  func everyVersionNamesItsFiles(version: UInt8, hashBytes: Int) throws {
    let index = Self.index(
      [".env", ".env.production", "deploy/.env", "src/main.c"], version: version, hashBytes: hashBytes)
    let project = try Self.project(index)
    #expect(project.isTracked(".env") == true)
    #expect(project.isTracked("./src/../.env.production") == true)
    #expect(project.isTracked("src/main.c") == true)
    #expect(project.isTracked(".env.local") == false)
    #expect(project.isTracked("env") == false)
  }

  @Test func aProjectBelowTheCheckoutHasItsOwnPaths() throws {
    let project = try Self.project(Self.index(["deploy/.env"]), in: "deploy/")
    #expect(project.isTracked(".env") == true)
    #expect(project.isTracked("../.env") == false)
  }

  @Test func withoutACheckoutNothingIsKnown() throws {
    #expect(try load("services: {a: {image: a}}").isTracked(".env") == nil)
  }

  @Test func everyCutAndDamageEndsWell() throws {
    let whole = Self.index([".env", "deploy/.env"], version: 4)
    for count in whole.indices {
      _ = try Self.project(Array(whole.prefix(count))).isTracked("deploy/.env")
      var damaged = whole
      damaged[count] = 0xFF
      _ = try Self.project(damaged).isTracked("deploy/.env")
    }
    #expect(try Self.project(Array("no index".utf8)).isTracked(".env") == nil)
    #expect(try Self.project(Array(whole.prefix(20))).isTracked(".env") == nil)
  }
}
