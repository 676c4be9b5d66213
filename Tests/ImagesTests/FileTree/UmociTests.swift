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
  /// Layers out of a few names, so that they meet often.
  private func layers(seed: UInt64) -> [[TarWriter.Member]] {
    var random = FixedRandom(seed: seed)
    func name() -> String { ["a", "b", "c"].randomElement(using: &random) ?? "a" }
    func fileName() -> String { ["f", "g", "a"].randomElement(using: &random) ?? "f" }
    func path() -> String {
      (0..<Int.random(in: 1...3, using: &random)).map { _ in name() }.joined(separator: "/")
    }
    func prefix() -> String { Bool.random(using: &random) ? path() + "/" : "" }
    func member(_ number: Int) -> TarWriter.Member {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...3: file((Bool.random(using: &random) ? path() + "/" : "") + fileName(), "content \(number)")
      case 4...5: directory(path())
      case 6: symbolicLink(path(), to: (Bool.random(using: &random) ? "/" : "") + path())
      case 7...8: file(prefix() + ".wh." + (Bool.random(using: &random) ? fileName() : name()))
      default: file(prefix() + ".wh..wh..opq")
      }
    }
    return (0..<3).map { layer in
      (0..<Int.random(in: 1...8, using: &random)).map { member(layer * 100 + $0) }
    }
  }

  @Test func `random layers`() throws {
    var compared = 0
    for seed in 1...60 where try expectSameTree(layers(seed: UInt64(seed)), "seed \(seed)") { compared += 1 }
    #expect(compared >= 20, "most of them can be unpacked")
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
    #expect(try Self.outline(image) == expected, "\(what)\n\(Self.describe(layers))")
    return true
  }

  private static func describe(_ layers: [[TarWriter.Member]]) -> String {
    layers.map { members in
      members.map {
        "\($0.kind) \(String(decoding: $0.path, as: UTF8.self)) \(String(decoding: $0.link, as: UTF8.self))"
      }
      .joined(separator: "\n")
    }.joined(separator: "\n--\n")
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
