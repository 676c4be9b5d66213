import TestSupport
import Testing

@testable import ArchiveIO
@testable import Images

/// A jar that comes in pieces, and is held in part, tells what one in memory tells.
@Suite struct GatheredJarTests {
  private let path = bytes("app/shop-1.0.jar")

  private func gathered(_ jar: [UInt8], piece: Int, limits: FactLimits = FactLimits()) -> GatheredZip {
    let zip = JavaArchive.gathering(size: jar.count, limits: limits)
    for start in stride(from: 0, to: jar.count, by: piece) {
      zip.append(jar[start..<min(start + piece, jar.count)].span)
    }
    return zip
  }

  private func listing(_ jar: [UInt8], piece: Int, limits: FactLimits = FactLimits()) -> PackageListing {
    JavaArchive.parse(gathered(jar, piece: piece, limits: limits), path: path[...], limits: limits)
  }

  private func whole(_ jar: [UInt8]) -> PackageListing {
    JavaArchive.parse(jar.span, path: path[...], limits: FactLimits())
  }

  private static func properties(_ artifact: String) -> [UInt8] {
    Array("version=1\ngroupId=g\nartifactId=\(artifact)\n".utf8)
  }

  private static func library(_ name: String, _ descriptor: ZipWriter.Descriptor) -> [UInt8] {
    var zip = ZipWriter()
    zip.descriptor = descriptor
    zip.deflate("META-INF/MANIFEST.MF", Array("Manifest-Version: 1.0\r\n".utf8))
    zip.deflate("g/\(name)/Main.class", noise(3_000, seed: name))
    zip.store("g/\(name)/data.bin", noise(500, seed: name))
    zip.deflate("META-INF/maven/g/\(name)/pom.properties", properties(name))
    return zip.bytes
  }

  /// Bytes without order, and no marks of a zip among them.
  private static func noise(_ count: Int, seed: String) -> [UInt8] {
    var state = seed.utf8.reduce(UInt64(88_172_645_463_325_252)) { $0 &* 31 &+ UInt64($1) }
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state) | 0x80
    }
  }

  /// An application with its libraries, stored and deflated, some of them in another archive.
  private static func application(
    _ descriptor: ZipWriter.Descriptor = .none, inner: ZipWriter.Descriptor = .none
  ) -> ZipWriter {
    var war = ZipWriter()
    war.descriptor = inner
    war.store("WEB-INF/lib/d-1.jar", library("d", inner))
    war.deflate("WEB-INF/lib/e-1.jar", library("e", inner))
    war.deflate("WEB-INF/lib/empty-2.jar", ZipWriter().bytes)
    var jar = ZipWriter()
    jar.descriptor = descriptor
    jar.store("META-INF/MANIFEST.MF", Array("Main-Class: g.shop.Main\r\nImplementation-Version: 1\r\n".utf8))
    jar.store("BOOT-INF/", [])
    jar.deflate("BOOT-INF/classes/g/shop/Main.class", noise(2_000, seed: "shop"))
    jar.store("BOOT-INF/lib/a-1.jar", library("a", inner))
    jar.deflate("BOOT-INF/lib/b-1.jar", library("b", inner))
    jar.store("static/logo.png", noise(4_000, seed: "logo"))
    jar.deflate("c.war", war.bytes)
    jar.store("f.war", war.bytes)
    jar.store("empty-1.jar", ZipWriter().bytes)
    jar.deflate("META-INF/maven/g/shop/pom.properties", properties("shop"))
    return jar
  }

  @Test(arguments: ZipWriter.Descriptor.allCases, ZipWriter.Descriptor.allCases)
  func `the libraries are the same, however the bytes come`(
    outer: ZipWriter.Descriptor, inner: ZipWriter.Descriptor
  ) {
    var writer = Self.application(outer, inner: inner)
    for before in ["", "#!/bin/sh\nexec java -jar \"$0\"\n" + String(repeating: "# P K\n", count: 900)] {
      writer.before = Array(before.utf8)
      writer.comment = before.isEmpty ? "" : "made by hand"
      let jar = writer.bytes
      let expected = whole(jar)
      #expect(
        Set(expected.packages.map(\.name)) == [
          "empty", "g:a", "g:b", "g:d", "g:e", "g:shop",
        ])
      #expect(expected.problems.isEmpty, "\(expected.problems)")
      for piece in [1, 13, 64, 1_000, jar.count] {
        #expect(listing(jar, piece: piece) == expected, "pieces of \(piece)")
      }
    }
  }

  @Test(arguments: [ZipWriter.Descriptor.none, .marked])
  func `what nobody wants is not held`(descriptor: ZipWriter.Descriptor) {
    var war = ZipWriter()
    war.descriptor = descriptor
    war.deflate("lib/a.jar", Self.library("a", descriptor))
    war.deflate("large.bin", [UInt8](repeating: 0xab, count: 300_000))
    var jar = ZipWriter()
    jar.descriptor = descriptor
    jar.store("model.bin", [UInt8](repeating: 0xcd, count: 400_000))
    jar.store("META-INF/MANIFEST.MF", Array("Implementation-Version: 1\r\n".utf8))
    jar.deflate("inner.war", war.bytes)
    let zip = gathered(jar.bytes, piece: 1 << 16)
    #expect(zip.plan.held < 40_000)
    zip.withBytes { held in
      #expect(held.count == jar.bytes.count)
      // Whole pages of what was held until its end was known.
      #expect(held[100_000] == 0)
      #expect(held.extracting(0..<38).array == Array(jar.bytes[..<38]))
    }
    let listing = JavaArchive.parse(zip, path: path[...], limits: FactLimits())
    #expect(listing == whole(jar.bytes))
    #expect(listing.packages.map(\.name) == ["g:a", "shop"])
  }

  @Test(arguments: [ZipWriter.Descriptor.marked, .bare])
  func `a content whose end is not known yet is given back while it comes`(descriptor: ZipWriter.Descriptor)
    throws
  {
    var jar = ZipWriter()
    jar.descriptor = descriptor
    jar.store("model.bin", [UInt8](repeating: 0xcd, count: 40 << 20))
    jar.store("META-INF/maven/g/shop/pom.properties", Self.properties("shop"))
    let bytes = jar.bytes
    let zip = JavaArchive.gathering(size: bytes.count, limits: FactLimits())
    var most = 0
    for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
      zip.append(bytes[start..<min(start + 1 << 20, bytes.count)].span)
      most = max(most, zip.plan.held)
    }
    #expect(most < 19 << 20)
    #expect(most > 16 << 20)
    // Where the end has no mark, nobody knows it, and the last part is held with the directory.
    #expect((0...(descriptor == .marked ? 100_000 : 18 << 20)).contains(zip.plan.held))
    let listing = JavaArchive.parse(zip, path: path[...], limits: FactLimits())
    #expect(listing == whole(bytes))
    #expect(listing.packages.map(\.name) == ["g:shop"])
  }

  @Test func `an archive of which too much is held is told, and others are listed`() {
    var limits = FactLimits()
    limits.inside.heldBytes = 9_000
    var war = ZipWriter()
    for number in 0..<400 { war.store("lib/\(number)/META-INF/x", []) }
    var jar = ZipWriter()
    jar.deflate("lib/a-1.jar", Self.library("a", .none))
    jar.deflate("many.war", war.bytes)
    jar.deflate("lib/b-1.jar", Self.library("b", .none))
    let found = listing(jar.bytes, piece: 500, limits: limits)
    #expect(found.packages.map(\.name) == ["g:a", "g:b", "shop"])
    #expect(
      found.problems.map(\.reason) == [
        "in many.war: what is held of it exceeds the limit of 9000 bytes (--limit jar-held-bytes)"
      ])
    limits.inside.heldBytes = 100
    let none = listing(jar.bytes, piece: 500, limits: limits)
    #expect(none.packages.isEmpty)
    #expect(
      none.problems.map(\.reason) == [
        "what is held of it exceeds the limit of 100 bytes (--limit jar-held-bytes)"
      ])
  }

  /// The header before a content says one thing, and the directory another: what was left out is missed, and that is told.
  @Test func `what is hidden from the headers reads as damaged`() throws {
    let jar = Self.application().bytes
    let lead = bytes("lib/b-1.jar")
    let start = try #require(jar.indices.first { jar[$0...].starts(with: lead) })
    var other = jar
    other.replaceSubrange(start..<start + lead.count, with: bytes("lib/b-1.txt"))
    #expect(whole(other).packages.contains { $0.name == "g:b" })
    let found = listing(other, piece: 700)
    #expect(!found.packages.contains { $0.name == "g:b" })
    #expect(!found.problems.isEmpty)
  }

  @Test(arguments: [ZipWriter.Descriptor.none, .marked, .bare])
  func `damage anywhere is told as of a jar in memory, or more of it`(descriptor: ZipWriter.Descriptor) {
    var war = ZipWriter()
    war.descriptor = descriptor
    war.store("lib/a-1.jar", Self.library("a", descriptor))
    war.deflate("META-INF/maven/g/shop/pom.properties", Self.properties("shop"))
    var jar = ZipWriter()
    jar.descriptor = descriptor
    jar.deflate("shop.war", war.bytes)
    jar.store("lib/b-1.jar", Self.library("b", descriptor))
    let bytes = jar.bytes
    for index in bytes.indices where index % 7 == 0 || index > bytes.count - 300 {
      for value in [UInt8(0), 0x50, 0xff] where bytes[index] != value {
        var broken = bytes
        broken[index] = value
        let expected = whole(broken)
        let found = listing(broken, piece: 333)
        guard found != expected else { continue }
        #expect(!found.problems.isEmpty, "byte \(index) is \(value): \(found.packages)")
      }
    }
    for length in stride(from: 0, to: bytes.count, by: 11) {
      let found = listing(Array(bytes[..<length]), piece: 333)
      // One that is cut behind an archive in it looks like that.
      #expect(found == whole(Array(bytes[..<length])) || !found.problems.isEmpty, "\(length) bytes")
    }
  }

  /// Larger than a block, so that it is gathered; one is no zip, one is small, one is cut off.
  @Test(arguments: [FactLimits().archiveBytes, 3 << 20])
  func `jars of a packed layer tell what those of a plain one tell`(archiveBytes: Int) throws {
    var limits = FactLimits()
    limits.archiveBytes = archiveBytes
    var jar = Self.application()
    jar.store("model.bin", Self.noise(5 << 20, seed: "model"))
    jar.deflate("lib/z-1.jar", Self.library("z", .none))
    let contents = [
      jar.bytes, Self.application().bytes, Self.noise(4 << 20, seed: "x"), jar.bytes,
      Array(jar.bytes.dropLast(40)),
    ]
    let members = contents.enumerated().map { number, content in
      var member = TarWriter.Member("app/\(number)-1.0.jar")
      member.content = content
      return member
    }
    let tar = ByteView(copying: TarWriter.tar(members))
    var inMemory = LayerVisitor(limits: limits)
    #expect(TarWalk.over(tar, limits: ReadLimits(), visitor: &inMemory).error == nil)
    var inBlocks = LayerVisitor(limits: limits)
    let packed = ByteView(copying: Packed.gzip(tar.copy()))
    let pass = BlobPass(packed, algorithm: .sha256, limits: ReadLimits(), visitor: &inBlocks)
    #expect(pass.failure == nil)
    #expect(inBlocks.facts == inMemory.facts)
    #expect(inMemory.facts.keys.sorted() == [0, 1, 3, 4])
    let isWhole = archiveBytes > jar.bytes.count
    for number in [0, 3] {
      guard case .packages(let listing)? = inBlocks.facts[number]?.content else {
        let size = jar.bytes.count
        #expect(inBlocks.facts[number]?.content == .failure(.archiveTooLarge(size: size, read: archiveBytes)))
        #expect(!isWhole)
        continue
      }
      #expect(isWhole)
      #expect(listing.packages.contains { $0.name == "g:z" })
      #expect(listing.problems.isEmpty)
    }
  }

  @Test func `a jar with holes is gathered with zeros in them`() {
    let zip = JavaArchive.gathering(size: 200_000, limits: FactLimits())
    zip.append(zeros: 100_000)
    let jar = Self.application().bytes
    zip.append(jar.span)
    #expect(zip.count == 100_000 + jar.count)
    let listing = JavaArchive.parse(zip, path: path[...], limits: FactLimits())
    #expect(listing.packages == whole(jar).packages)
    #expect(listing.problems.isEmpty)
  }
}
