import ArchiveIO
import Findings
import Foundation
import TestSupport
import Testing

@testable import Images

private let umoci = Program(named: "umoci")

/// The final tree is what `umoci unpack` writes, where it is installed.
@Suite(.enabled(if: umoci != nil, "umoci is not installed"))
struct UmociTests {
  @Test func `random layers`() throws {
    var compared = 0
    for seed in 1...80 {
      let random = RandomLayers(seed: UInt64(seed), avoidsLinkedFiles: true)
      if try expectSameTree(random.layers, "seed \(seed)\n\(random.description)") { compared += 1 }
    }
    #expect(compared >= 70, "nearly all of them can be unpacked")
  }

  @Test func `layers with hard links and odd names`() throws {
    let isCompared = try expectSameTree(
      [
        [file("a/x", "1"), hardLink("b", to: "a/x"), file("../c", "2"), file("d/../e", "3")],
        [file("a/.wh.x"), symbolicLink("l", to: "new/place")],
        [file("l/y", "4"), file("b/../f", "5")],
      ], "as written")
    #expect(isCompared)
  }

  /// Compares, and says whether there was something to compare with: some layers cannot be unpacked, such as a
  /// file below a file.
  private func expectSameTree(_ layers: [[TarWriter.Member]], _ what: String) throws -> Bool {
    let scratch = try ScratchDirectory()
    let builder = LayoutBuilder(layers.map { LayoutBuilder.Layer($0) })
    try builder.write(to: scratch, under: "layout")
    let unpacked = try #require(umoci).run([
      "unpack", "--rootless", "--image", scratch.path("layout") + ":1.0", scratch.path("bundle"),
    ])
    guard unpacked.status == 0 else { return false }
    let saved = try ImageLoader().load(ByteView(copying: builder.archive()), source: "test")
    let image = try #require(saved.images.first)
    let expected = try Self.outline(scratch.path("bundle/rootfs"))
    #expect(try Self.outline(image) == expected, "\(what)")
    return true
  }

  /// Paths with what is there: the size of a file, the target of a link.
  private static func outline(_ image: ImageFacts) throws -> [String] {
    image.presentNodes.map { node in
      let path = image.tree.path(node).shown
      if image.tree.isDirectory(node) { return path + "/" }
      if let target = image.tree.linkTarget(node) {
        return path + " -> " + String(decoding: target, as: UTF8.self)
      }
      return path + " " + (image.tree.content(at: node).map { String(image.entry($0).size) } ?? "none")
    }.sorted()
  }

  private static func outline(_ root: String) throws -> [String] {
    let manager = FileManager.default
    return try manager.subpathsOfDirectory(atPath: root).map { name in
      let path = root + "/" + name
      let attributes = try manager.attributesOfItem(atPath: path)
      switch attributes[.type] as? FileAttributeType {
      case .typeDirectory: return "/\(name)/"
      case .typeSymbolicLink: return "/\(name) -> \(try manager.destinationOfSymbolicLink(atPath: path))"
      default: return "/\(name) \(attributes[.size] as? Int ?? -1)"
      }
    }.sorted()
  }
}
