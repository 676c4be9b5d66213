import ArchiveIO
import Digests
import Findings
import Images
import Policies
import Rules
import Secrets
import TestSupport
import Testing

@testable import Gate

/// A package's file with a secret counts as the package's as long as it is what the package brought.
struct ChangedPackageFileTests {
  private static let scanner = Result { try BuiltInScanner.get() }
  private static let path = "usr/share/tool/self-test.conf"
  private let content = Array("token = \(ExampleText.expanded("ghp_{crc62 30}"))\n".utf8)

  private enum Packing: CaseIterable { case none, gzip }

  private func md5(_ bytes: [UInt8]) throws -> String {
    let digest = MessageDigest.md5(bytes.span)
    return Hexadecimal.text(try #require(digest))
  }

  /// The severity of the secret in a package's file, whose record states `checksum`; `before` is put before it in the tar.
  private func severity(
    _ checksum: String?, _ packing: Packing, content: [UInt8]? = nil, before: Int = 0,
    recordIn layer: Int = 0
  ) throws -> Severity {
    func member(_ path: String, _ text: String) -> TarWriter.Member { TarWriter.Member(path, content: text) }
    var file = TarWriter.Member(Self.path)
    file.content = content ?? self.content
    var filler = TarWriter.Member("srv/filler")
    filler.content = [UInt8](repeating: UInt8(ascii: "x"), count: before)
    let info = "var/lib/dpkg/info/tool."
    let status = "Package: tool\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n\n"
    let members =
      [filler, file, member(info + "list", "/\(Self.path)\n"), member("var/lib/dpkg/status", status)]
      + (checksum.map { [member(info + "md5sums", "\($0)  \(Self.path)\n")] } ?? [])
    let packed = LayoutBuilder.Layer(members, packing: packing == .gzip ? Packed.gzip : { $0 })
    let archive = ByteView(copying: try LayoutBuilder([packed]).archive())
    var loader = ImageLoader()
    loader.secrets = try Self.scanner.get()
    let image = try #require(try loader.load(archive, source: "app").images.first)
    let found = RuleRunner(rules: Rule.all.filter(\.isSecret), policy: .standard).findings(image)
    try #require(found.count == 1)
    return found[0].severity
  }

  @Test(arguments: Packing.allCases)
  private func `a file as its package brought it is judged down`(packing: Packing) throws {
    #expect(try severity(md5(content), packing) == .low)
    #expect(try severity(nil, packing) == .low, "a record without checksums says whose the path is")
  }

  @Test(arguments: Packing.allCases)
  private func `a file that was changed after its package was installed is the image's own`(
    packing: Packing
  ) throws {
    #expect(try severity(md5(Array("token = none\n".utf8)), packing) >= .high)
  }

  /// Wherever the blocks end in which a packed layer is unpacked.
  @Test(arguments: [(1 << 20) - 1_600, (1 << 20) - 1_536 - 20, (1 << 20) - 1_024])
  func `a file that comes in pieces is known by its checksum too`(before: Int) throws {
    let other = try md5(Array("token = none\n".utf8))
    for packing in Packing.allCases {
      #expect(try severity(md5(content), packing, before: before) == .low)
      #expect(try severity(other, packing, before: before) >= .high)
    }
  }

  @Test func `a large file is the package's whatever its checksum, packed or not`() throws {
    let large = content + [UInt8](repeating: UInt8(ascii: "\n"), count: 256 << 10)
    let other = try md5(Array("token = none\n".utf8))
    for packing in Packing.allCases { #expect(try severity(other, packing, content: large) == .low) }
  }
}

/// The limit of secrets of a run.
struct SecretLimitTests {
  @Test func `secrets beyond the limit are counted, and the answer is incomplete`() throws {
    var options = SecretScanner.Options()
    options.limits.matches = 3
    var loader = ImageLoader()
    loader.secrets = try BuiltInScanner.with(options)
    let files = (0..<5).map {
      "  -rw-r--r-- 0:0 /srv/\($0).conf\n    | \(ExampleText.expanded("glpat-{20 b62}", variant: $0))"
    }
    let archive = try ImageListing("layer: COPY a /srv\n" + files.joined(separator: "\n")).builder.archive()
    for bytes in [archive, Packed.gzip(archive)] {
      let image = try #require(
        try loader.load(ByteView(copying: bytes), source: "app").images.first)
      let listed = image.secrets.byType.values.joined().reduce(0) { $0 + 1 + $1.others.count }
      #expect(listed == 3)
      let told = image.incomplete.filter { $0.why.contains("more than the limit of 3") }
      #expect(told.map(\.what) == ["secrets in /srv/3.conf", "secrets in /srv/4.conf"])
      #expect(!image.isComplete)
    }
  }
}
