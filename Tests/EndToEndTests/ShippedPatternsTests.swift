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

  @Test func `a run that ends while it keeps patterns leaves nothing`() throws {
    guard hasNamelessFiles else { return }
    let home = scratch.path("home")
    // The kernel ends the process in the middle of the file, which is longer than a file may be here.
    let command =
      "ulimit -f 100; exec env --default-signal=XFSZ '\(scratch.path("bin/imgcheck"))' '\(archive("demo.tar.gz"))'"
    let result = try Program(path: "/bin/bash").run(
      ["-c", command], environment: ["HOME": home, "XDG_CACHE_HOME": ""], seconds: 120)
    #expect(result.status == 128 + 25)
    #expect(manager.fileExists(atPath: home + "/.cache/imgcheck"))
    #expect(kept(home).isEmpty)
  }

  /// Whether files without a name can be made where the test writes (`O_TMPFILE`); elsewhere signals that mean harm leave one.
  private var hasNamelessFiles: Bool {
    #if os(Linux)
      let descriptor = unsafe open(scratch.path("."), O_WRONLY | 0o20_000_000 | O_DIRECTORY, 0o600)
      if descriptor >= 0 { close(descriptor) }
      return descriptor >= 0
    #else
      return false
    #endif
  }
}
