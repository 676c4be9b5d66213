import ArchiveIO
import Foundation
import TestSupport
import Testing

/// What a hostile file may make the program cost.
@Suite struct CostTests {
  /// An address space in KiB that an honest run needs about a third of, and a bomb's content exceeds.
  private static let space = 3_000_000

  /// Runs with a limit on memory; macOS knows none, and there the run alone is the test.
  private func bounded(_ path: String) throws -> Program.Result {
    let command =
      "ulimit -v \(Self.space) 2>/dev/null; exec '\(try Program.imgcheck.path)' --format json '\(path)'"
    let result = try Program(path: "/bin/sh").run(["-c", command], seconds: 300)
    #expect(!result.isTimedOut)
    return result
  }

  private static let bombs: [(name: String, bytes: @Sendable () -> [UInt8])] = [
    ("zstd", { Packed.zstdZeros(blocks: 1 << 17) }),
    ("xz", { (0..<16_000).flatMap { _ in Packed.xzZeros } }),
    ("bzip2", { (0..<16_000).flatMap { _ in Packed.bzip2Zeros } }),
  ]

  @Test(arguments: 0..<3) func `a bomb, as the archive or as a layer, stays within bounded memory`(
    number: Int
  ) throws {
    let (name, make) = Self.bombs[number]
    let bomb = make()
    let scratch = try ScratchDirectory()
    let outer = try bounded(scratch.write(bomb, to: "outer"))
    #expect(outer.status == 3, "\(name): \(outer.errorText.suffix(300))")
    var layer = LayoutBuilder.Layer([TarWriter.Member("x")])
    layer.blob = bomb
    let inner = try bounded(scratch.write(LayoutBuilder([layer]).archive(), to: "inner"))
    #expect(inner.status == 3, "\(name): \(inner.errorText.suffix(300))")
    let object = try JSONSerialization.jsonObject(with: Data(inner.output)) as? [String: Any]
    let layers = try #require(try object?.objects("images").first?.objects("layers"))
    #expect(layers.map { $0["status"] as? String } == ["damaged"])
  }

  @Test func `sizes that a header only claims cost nothing and crash nothing`() throws {
    let scratch = try ScratchDirectory()
    let sizes: [Int64] = [.max, .max - 1, .max - 511, .max - 600, 1 << 62, 1 << 40]
    for size in sizes {
      let field = [0x80, 0, 0, 0] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: size >> ($0 * 8)) }
      var writer = TarWriter()
      writer.addRaw(Array("srv/file".utf8), type: "0", content: Array("x".utf8), sizeField: field)
      let tar = writer.finish()
      var layer = LayoutBuilder.Layer([])
      (layer.tar, layer.blob) = (tar, tar)
      for bytes in [tar, try LayoutBuilder([layer]).archive()] {
        let result = try bounded(scratch.write(bytes, to: "image.tar"))
        #expect(result.status == 3, "\(size): \(result.errorText.prefix(300))")
      }
    }
  }

  @Test(.enabled(if: TestData.shared != nil))
  func `every malformed file ends with 3 or a report, and in time`() throws {
    let shared = try #require(TestData.shared)
    let paths = try TestData.files(below: shared.appending(path: "images/malformed"))
    try #require(!paths.isEmpty)
    for path in paths {
      let result = try Program.imgcheck.run([path], seconds: 60)
      #expect(!result.isTimedOut, "\(path)")
      #expect(result.status <= 3, "\(path): \(result.errorText.prefix(300))")
    }
  }
}
