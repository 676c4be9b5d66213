import Compose
import Findings
import Synchronization
import TestSupport
import Testing

/// What Git tracks, by its index.
struct GitIndexTests {
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
    let index = GitIndexFile.content(
      [".env", ".env.production", "deploy/.env", "src/main.c"], version: version, hashBytes: hashBytes)
    let project = try Self.project(index)
    #expect(project.isTracked(".env") == true)
    #expect(project.isTracked("./src/../.env.production") == true)
    #expect(project.isTracked("src/main.c") == true)
    #expect(project.isTracked(".env.local") == false)
    #expect(project.isTracked("env") == false)
  }

  @Test func aProjectBelowTheCheckoutHasItsOwnPaths() throws {
    let project = try Self.project(GitIndexFile.content(["deploy/.env"]), in: "deploy/")
    #expect(project.isTracked(".env") == true)
    #expect(project.isTracked("../.env") == false)
  }

  @Test func projectsOfOneRunReadItOnce() throws {
    let reads = Mutex<[String: Int]>([:])
    let disk = FileReader { path in
      reads.withLock { $0[path, default: 0] += 1 }
      switch path {
      case "a/compose.yaml", "b/compose.yaml": return Array("services: {a: {image: a}}".utf8)
      case ".git/index": return GitIndexFile.content(["a/.env"])
      default: return nil
      }
    }
    let reader = disk.sharingGit
    #expect(try Project.load(Options(files: ["a/compose.yaml"]), reader: reader).isTracked(".env") == true)
    #expect(try Project.load(Options(files: ["b/compose.yaml"]), reader: reader).isTracked(".env") == false)
    #expect(reads.withLock { $0[".git/index"] } == 1)
    #expect(reads.withLock { $0[".gitignore"] } == 1)
    #expect(reads.withLock { $0["b/compose.yaml"] } == 1)
  }

  @Test func withoutACheckoutNothingIsKnown() throws {
    #expect(try load("services: {a: {image: a}}").isTracked(".env") == nil)
  }

  @Test func everyCutAndDamageEndsWell() throws {
    let whole = GitIndexFile.content([".env", "deploy/.env"], version: 4)
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
