import Foundation
import TestSupport
import Testing

/// A release's folder: `bin/imgcheck` and what lies in `share`.
struct ShippedPatternsTests {
  private let scratch: ScratchDirectory
  private let manager = FileManager.default

  init() throws {
    scratch = try ScratchDirectory()
    try manager.createDirectory(atPath: scratch.path("bin"), withIntermediateDirectories: true)
    let program = scratch.path("bin/imgcheck")
    do {
      try manager.linkItem(atPath: Program.imgcheck.path, toPath: program)
    } catch {
      // The scratch directory lies in another file system.
      try manager.copyItem(atPath: Program.imgcheck.path, toPath: program)
    }
  }

  private func run(_ arguments: String..., home: String) throws -> Program.Result {
    try Program(path: scratch.path("bin/imgcheck")).run(
      arguments, environment: ["HOME": home, "XDG_CACHE_HOME": ""], seconds: 120)
  }

  /// What the run kept in the user's cache beside layers.
  private func kept(_ home: String) -> [String] {
    ((try? manager.contentsOfDirectory(atPath: home + "/.cache/imgcheck")) ?? []).filter { $0 != "layers" }
  }

  @Test func `a fresh machine loads the patterns of the release and compiles nothing`() throws {
    let share = scratch.path("share/imgcheck")
    #expect(try run("rules", "--write-patterns", share, home: scratch.path("none")).status == 0)
    let home = scratch.path("home")
    let result = try run(archive("demo.tar.gz"), home: home)
    #expect(result.status == 1, "\(result.errorText)")
    #expect(result.text.contains("secret-"))
    #expect(kept(home).isEmpty)

    // Damaged, they are compiled, with the same answer.
    for name in try manager.contentsOfDirectory(atPath: share) {
      let file = URL(filePath: share + "/" + name)
      try Data(contentsOf: file).dropLast(7).write(to: file)
    }
    let other = try run(archive("demo.tar.gz"), home: home)
    #expect(other.text == result.text && other.status == 1)
    #expect(kept(home).count == 1)
  }

  /// What was made while the command line was read is of no use then.
  @Test func `a user's rules count beside the patterns of the release`() throws {
    let share = scratch.path("share/imgcheck")
    #expect(try run("rules", "--write-patterns", share, home: scratch.path("none")).status == 0)
    let rules = scratch.path("rules.toml")
    try "[[rules]]\nid = \"shop-word\"\ndescription = \"word of the shop\"\nregex = '''root:'''\n"
      .write(toFile: rules, atomically: true, encoding: .utf8)
    let plain = try run(archive("demo.tar.gz"), home: scratch.path("home"))
    #expect(!plain.text.contains("shop-word"))
    let own = try run(archive("demo.tar.gz"), "--secret-rules", rules, home: scratch.path("home"))
    #expect(own.text.contains("shop-word"), "\(own.errorText)")
  }

  @Test func `patterns that cannot be kept whole leave nothing, and the run goes on`() throws {
    let home = scratch.path("home")
    // A file may not be as long here as the compiled patterns.
    let command = "ulimit -f 100; exec '\(scratch.path("bin/imgcheck"))' '\(archive("demo.tar.gz"))'"
    let result = try Program(path: "/bin/bash").run(
      ["-c", command], environment: ["HOME": home, "XDG_CACHE_HOME": ""], seconds: 120)
    #expect(result.status == 1, "\(result.errorText)")
    #expect(result.text.contains("secret-"))
    #expect(manager.fileExists(atPath: home + "/.cache/imgcheck"))
    #expect(kept(home).isEmpty)
  }
}
