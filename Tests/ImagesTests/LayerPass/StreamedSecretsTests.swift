import ArchiveIO
import Secrets
import TestSupport
import Testing

@testable import Images

/// Files of a layer that is unpacked while it is read are searched in portions on other cores, or as they come by: what is
/// found is what is found where the layer lies in memory.
@Suite struct StreamedSecretsTests {
  /// Portions so small that files fill some, are larger than others, and stand across none.
  private static let scanner = Result {
    var options = SecretScanner.Options()
    options.limits.inside.portionBytes = 2_000
    return try BuiltInScanner.with(options)
  }

  @Test func `a packed layer has the secrets of a plain one, from a stream too`() throws {
    let layer = Self.layer()
    let plain = try secrets(layer, outside: { $0 })
    #expect(plain.count == 80)
    #expect(plain.values.allSatisfy { $0.matches.count == 1 && $0.losses.isEmpty })
    #expect(try secrets(Packed.gzip(layer), outside: { $0 }) == plain)
    #expect(try secrets(Packed.zstd(layer), outside: { $0 }) == plain)
    #expect(try secrets(layer, outside: Packed.gzip) == plain)
  }

  @Test func `each layer of a stream has its own secrets, and a name that comes again its last`() throws {
    let layers = (0..<4).map { number in
      TarWriter.tar(
        (0...number).map {
          .init(
            "srv/\($0)/.env", content: Self.filling(number * 3_000) + "DB_PASSWORD=Xk7pQ\(number)\($0)vR2m\n")
        })
    }
    let names = (0..<4).map { "\"\($0).tar\"" }.joined(separator: ",")
    let manifest = #"[{"Config":"c.json","RepoTags":[],"Layers":[\#(names)]}]"#
    func member(_ number: Int, content: [UInt8]) -> TarWriter.Member {
      var member = TarWriter.Member("\(number).tar")
      member.content = content
      return member
    }
    let archive = TarWriter.tar(
      [.init("c.json", content: "{}"), member(2, content: layers[3])]
        + layers.enumerated().map { member($0, content: $1) } + [.init("manifest.json", content: manifest)])
    var loader = ImageLoader()
    loader.secrets = try Self.scanner.get()
    let plain = try loader.load(ByteView(copying: archive), source: "test").images.first
    let streamed = try loader.load(ByteView(copying: Packed.gzip(archive)), source: "test").images.first
    let found = try #require(streamed).layers.map(\.scan.secrets)
    #expect(found.map(\.count) == [1, 2, 3, 4])
    #expect(found == (try #require(plain).layers.map(\.scan.secrets)))
  }

  private static func filling(_ bytes: Int) -> String {
    String(repeating: "# a line that says nothing at all\n", count: bytes / 34)
  }

  @Test func `what stands before damage is found`() throws {
    let layer = Self.layer()
    let whole = try secrets(layer, outside: { $0 })
    var packed = Packed.gzip(layer)
    packed.removeLast(packed.count / 2)
    let found = try secrets(packed, outside: { $0 })
    #expect(found.count > 20 && found.count < whole.count)
    #expect(found.allSatisfy { $0.value.matches.map(\.range) == whole[$0.key]?.matches.map(\.range) })
  }

  @Test func `portions are searched once each, whoever does it`() throws {
    let scanner = try Self.scanner.get()
    for threads in [1, 3] {
      let pool = SearchPool(scanner, threads: threads)
      let searches = (0..<3).map { _ in StreamedSecrets(pool) }
      for entry in 0..<90 {
        let text = Array("DB_PASSWORD=Xk7pQ\(entry)vR2m\n".utf8)
        let search = searches[entry % 3]
        search.start(entry, path: Array("srv/\(entry)/.env".utf8)[...], size: text.count, isSparse: false)
        search.receive(text.span, at: 0) { HeldPiece(copying: text.span) }
        search.end()
      }
      let found = searches.map { $0.finish() }
      #expect(found.map(\.count) == [30, 30, 30])
      for (index, found) in found.enumerated() { #expect(found.keys.allSatisfy { $0 % 3 == index }) }
    }
  }

  private static func layer() -> [UInt8] {
    var random = FixedRandom(seed: 3)
    var writer = TarWriter()
    for index in 0..<80 {
      let filling = Int.random(in: 0...(index % 5 == 0 ? 6_000 : 900), using: &random)
      let text =
        Self.filling(filling) + "DB_PASSWORD=Xk7pQ\(index)vR2m\n"
      writer.add(.init("srv/\(index)/.env", content: text))
    }
    return writer.finish()
  }

  /// The secrets of an image with this one layer, by entry.
  private func secrets(
    _ layer: [UInt8], outside: ([UInt8]) -> [UInt8]
  ) throws -> [Int: FileSecrets] {
    let manifest = #"[{"Config":"c.json","RepoTags":[],"Layers":["l.tar"]}]"#
    var member = TarWriter.Member("l.tar")
    member.content = layer
    let archive = TarWriter.tar([
      .init("manifest.json", content: manifest), .init("c.json", content: "{}"), member,
    ])
    var loader = ImageLoader()
    loader.secrets = try Self.scanner.get()
    let image = try #require(
      try loader.load(ByteView(copying: outside(archive)), source: "test").images.first)
    return try #require(image.layers.first).scan.secrets
  }
}
