import ArchiveIO
import TestSupport
import Testing

@testable import Secrets

/// Files inside archive files are scanned like files: packed in any way, damaged, inside each other, and within limits;
/// whether the file lies in memory or comes in pieces.
@Suite struct InsideTests {
  private static let scanner = Result { try BuiltInScanner.get() }
  private static let token = Packed.tokenOfTars
  private static let text = Array("line one\nkey = \(token)\n".utf8)

  /// A file that holds the token in an archive.
  struct Case: Sendable, CustomTestStringConvertible {
    let title: String
    let bytes: [UInt8]
    var path = "srv/a.bin"
    /// The file inside that holds the token.
    var member = "conf/a.txt"
    /// What of the archive must be said not to have been read; nil for nothing.
    var loss: String?

    var testDescription: String { title }
  }

  // MARK: - Archives

  private static func file(_ name: String = "conf/a.txt", _ content: [UInt8] = text) -> TarWriter.Member {
    var member = TarWriter.Member(name)
    member.content = content
    return member
  }

  private static let other = file("conf/other.txt", Array("nothing\n".utf8))
  private static let tar = TarWriter.tar([file()])

  private static func zip(_ build: (inout ZipWriter) -> Void) -> [UInt8] {
    var writer = ZipWriter()
    build(&writer)
    return writer.bytes
  }

  /// Two deflated files, the token in the second.
  private static let pair = zip {
    $0.deflate("conf/other.txt", Array("nothing\n".utf8))
    $0.deflate("conf/a.txt", text)
  }

  /// Where the header of the second file starts.
  private static var second: Int {
    (1..<pair.count - 4).first { Array(pair[$0..<($0 + 4)]) == [0x50, 0x4b, 3, 4] } ?? 0
  }

  private static func changed(_ bytes: [UInt8], at places: Range<Int>, to byte: UInt8 = 0) -> [UInt8] {
    var bytes = bytes
    for place in places { bytes[place] = byte }
    return bytes
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// One file whose checksum and sizes follow it, without a directory behind.
  private static func described(_ name: String, _ content: [UInt8], isDeflated: Bool) -> [UInt8] {
    let packed =
      isDeflated
      ? [1] + number(content.count, 2) + number(~content.count & 0xffff, 2) + content : content
    let name = Array(name.utf8)
    return number(0x0403_4b50, 4) + number(20, 2) + number(8, 2) + number(isDeflated ? 8 : 0, 2)
      + number(0, 16) + number(name.count, 2) + number(0, 2) + name + packed + number(0x0807_4b50, 4)
      + number(Int(CRC32.of(content)), 4) + number(packed.count, 4) + number(content.count, 4)
  }

  private static let emptyEnd = number(0x0605_4b50, 4) + number(0, 18)

  private static func debian(_ name: String, _ content: [UInt8]) -> [UInt8] {
    func header(_ name: String, _ size: Int) -> [UInt8] {
      func field(_ text: String, _ width: Int) -> [UInt8] {
        Array(text.utf8) + [UInt8](repeating: 0x20, count: width - text.utf8.count)
      }
      return field(name, 16) + field("0", 12) + field("0", 6) + field("0", 6) + field("100644", 8)
        + field("\(size)", 10) + [0x60, 0x0a]
    }
    return Array("!<arch>\n".utf8) + header("debian-binary", 4) + Array("2.0\n".utf8)
      + header(name, content.count) + content
  }

  static let cases: [Case] =
    [
      Case(title: "tar", bytes: tar),
      Case(title: "gzip", bytes: Packed.gzip(text), member: ""),
      Case(title: "tar in gzip", bytes: Packed.gzip(tar)),
      Case(
        title: "tar in two gzip members",
        bytes: Packed.gzip(Array(tar[..<300])) + Packed.gzip(Array(tar[300...]))
      ),
      Case(
        title: "text in the second gzip member", bytes: Packed.gzip([0x0A]) + Packed.gzip(text), member: ""),
      Case(title: "two tars one after the other", bytes: TarWriter.tar([other]) + tar),
      Case(title: "the same in gzip", bytes: Packed.gzip(TarWriter.tar([other]) + tar)),
      Case(
        title: "gzip that is cut behind it", bytes: Array(Packed.gzip(tar).prefix(1300)), loss: "truncated"),
      Case(
        title: "tar that is cut behind it", bytes: Array(TarWriter.tar([file(), other]).prefix(1540)),
        loss: "damaged"),
      Case(
        title: "tar whose first header is damaged", bytes: changed(tar, at: 2..<4), member: "",
        loss: "damaged"),
      Case(
        title: "the same in gzip", bytes: Packed.gzip(changed(tar, at: 2..<4)), member: "", loss: "damaged"),
      Case(
        title: "tar whose first of two headers is damaged",
        bytes: changed(TarWriter.tar([other, file()]), at: 2..<4), loss: "damaged"),
      Case(
        title: "tar whose second header is damaged",
        bytes: changed(TarWriter.tar([other, file()]), at: 1026..<1028), member: "", loss: "damaged"),
      Case(
        title: "tar of three whose second header is damaged",
        bytes: changed(TarWriter.tar([other, other, file()]), at: 1026..<1028), loss: "damaged"),
      Case(title: "zip, stored", bytes: zip { $0.store("conf/a.txt", text) }),
      Case(title: "zip, deflated", bytes: pair),
      Case(title: "zip, bzip2", bytes: Packed.zipOfBzip2),
      Case(
        title: "zip, sizes behind", bytes: described("conf/a.txt", text, isDeflated: true) + emptyEnd),
      Case(
        title: "zip, stored, sizes behind",
        bytes: described("x", [0x41, 0x42], isDeflated: false)
          + described("conf/a.txt", text, isDeflated: false) + emptyEnd),
      Case(
        title: "zip behind a script",
        bytes: {
          var writer = ZipWriter()
          writer.before = Array("#!/usr/bin/env python3\n".utf8)
          writer.deflate("conf/a.txt", text)
          return writer.bytes
        }(), path: "srv/app.pyz"),
      Case(
        title: "zip with a comment",
        bytes: {
          var writer = ZipWriter()
          writer.comment = "as PK says"
          writer.deflate("conf/a.txt", text)
          return writer.bytes
        }()),
      Case(
        title: "zip whose second header has no mark", bytes: changed(pair, at: second..<(second + 1)),
        loss: "1 damaged file (conf/a.txt)"),
      Case(
        title: "zip whose second header is zeros", bytes: changed(pair, at: second..<(second + 30)),
        loss: "1 damaged file (conf/a.txt)"),
      Case(
        title: "zip whose second header names another method",
        bytes: changed(pair, at: (second + 8)..<(second + 9), to: 98), loss: "1 damaged file (conf/a.txt)"),
      Case(
        title: "zip whose first header claims more than there is",
        bytes: changed(pair, at: 18..<19, to: 0xF0), member: "conf/a.txt"),
      Case(
        title: "zip without its directory", bytes: Array(pair.prefix(pair.count - 100)), loss: "directory"),
      Case(
        title: "tgz in a zip",
        bytes: zip { $0.deflate("in/b.tgz", Packed.gzip(tar)) }, member: "in/b.tgz/conf/a.txt"),
      Case(title: "tar in a jar", bytes: zip { $0.store("b.tar", tar) }, member: "b.tar/conf/a.txt"),
      Case(
        title: "zip in a tar in gzip", bytes: Packed.gzip(TarWriter.tar([file("b.zip", pair)])),
        member: "b.zip/conf/a.txt"),
      Case(
        title: "gzip in gzip in gzip", bytes: Packed.gzip(Packed.gzip(Packed.gzip(text))), member: ""),
      Case(
        title: "Debian package", bytes: debian("data.tar.gz", Packed.gzip(tar)),
        member: "data.tar.gz/conf/a.txt"),
      Case(
        title: "damaged zip in a whole tar",
        bytes: TarWriter.tar([file("b.zip", changed(pair, at: second..<(second + 4)))]),
        member: "b.zip/conf/a.txt", loss: "b.zip in it holds 1 damaged file"),
    ] + Packed.tars.map { Case(title: "tar in \($0.form)", bytes: $0.bytes) }
    + Packed.tars.map { packed in
      Case(
        title: "tar in \(packed.form) in a zip", bytes: zip { $0.store("b.bin", packed.bytes) },
        member: "b.bin/conf/a.txt")
    }

  private func scan(
    _ bytes: [UInt8], path: String = "srv/a.bin", pieces: Int? = nil,
    with scanner: SecretScanner? = nil
  ) throws -> FileSecrets {
    var scan = try FileScan(scanner ?? Self.scanner.get())
    guard let pieces else { return try scan.scan(bytes.span, path: path) }
    try scan.start(path: path)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      try scan.feed(bytes.span.extracting(start..<min(start + pieces, bytes.count)))
    }
    return try scan.finish()
  }

  @Test(arguments: cases) func theTokenIsFound(_ example: Case) throws {
    for pieces in [nil, 7, 600] {
      let found = try scan(example.bytes, path: example.path, pieces: pieces)
      let match = found.matches.last { $0.member == example.member }
      #expect(match?.type == "gitlab-personal-token", "in pieces of \(pieces ?? 0): \(found)")
      if let loss = example.loss {
        #expect(found.losses.contains { $0.contains(loss) }, "\(found.losses)")
      } else if example.title.contains("claims more") {
        #expect(found.losses.isEmpty)
      } else {
        #expect(found.losses.isEmpty, "\(found.losses)")
      }
      #expect(found.cuts.isEmpty, "\(found.cuts)")
    }
  }

  @Test func aStructuredFileInsideIsRead() throws {
    let bytes = Self.zip {
      $0.deflate(
        "BOOT-INF/classes/application.properties", Array("spring.datasource.password=Tr0ub4dor\n".utf8))
    }
    #expect(try scan(bytes).matches.map(\.type) == ["java-properties"])
  }

  // MARK: - What cannot be read

  @Test func whatCannotBeReadIsALoss() throws {
    var encrypted = Self.pair
    encrypted[6] = 1
    encrypted[Self.second + 6] = 1
    for place in encrypted.indices.dropLast(4)
    where Array(encrypted[place..<(place + 4)]) == [0x50, 0x4b, 1, 2] {
      encrypted[place + 8] = 1
    }
    var unknown = Self.pair
    unknown[8] = 99
    for place in unknown.indices.dropLast(4) where Array(unknown[place..<(place + 4)]) == [0x50, 0x4b, 1, 2] {
      unknown[place + 10] = 99
      break
    }
    var deep = Self.tar
    for _ in 0..<5 { deep = TarWriter.tar([Self.file("b.tar", deep)]) }
    let cases: [(bytes: [UInt8], path: String, loss: String)] = [
      (encrypted, "a.zip", "2 encrypted files (conf/other.txt first)"),
      (unknown, "a.zip", "1 file (conf/other.txt) packed by method 99"),
      (deep, "a.tar", "inside 4 others"),
      ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] + [UInt8](repeating: 0, count: 60), "a.7z", "7z"),
      (Self.changed(Packed.gzip(Self.tar), at: 0..<2), "a.tar.gz", "first bytes are damaged"),
      (Self.changed(Packed.gzip(Self.tar), at: 2..<3), "a.tar.gz", "header is damaged"),
      (Array(Packed.tars[0].bytes.prefix(90)), "a.tar.xz", "damaged"),
      (Array(Packed.tars[1].bytes.prefix(90)), "a.tar.bz2", "damaged"),
      (Array(Packed.tars[3].bytes.prefix(90)), "a.tar.lz4", "damaged"),
    ]
    for (bytes, path, loss) in cases {
      for pieces in [nil, 100] {
        let found = try scan(bytes, path: path, pieces: pieces)
        #expect(found.losses.contains { $0.contains(loss) }, "\(path), \(loss): \(found.losses)")
      }
    }
  }

  /// What is no damage must not be said to be.
  @Test func wholeFilesLoseNothing() throws {
    let silent: [(bytes: [UInt8], path: String)] = [
      (Array("<html>not found</html>".utf8), "a.tar.gz"),
      (Array("BZh9 is how such a file begins".utf8), "notes.txt"),
      (Array("PK is short for many things, and this is text\n".utf8), "a.zip"),
      ([], "a.zip"),
      (Packed.gzip([]), "empty.gz"),
      (TarWriter.tar([]), "empty.tar"),
      (Self.zip { _ in }, "empty.zip"),
      (Packed.gzip(Self.tar) + [UInt8](repeating: 0, count: 700), "padded.tgz"),
      (Self.tar + [UInt8](repeating: 0, count: 10_240), "padded.tar"),
      (Self.zip { $0.store("dir/", []) }, "dir.zip"),
      ([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0], "program"),
    ]
    for (bytes, path) in silent {
      #expect(try scan(bytes, path: path).losses == [], "\(path)")
      #expect(try scan(bytes, path: path, pieces: 11).losses == [], "\(path)")
    }
    let followed = try scan(Packed.gzip(Self.text) + Array("garbage".utf8), path: "a.gz")
    #expect(followed.losses.isEmpty && followed.cuts.contains { $0.contains("followed by other data") })
  }

  @Test func aDamagedFileOfAPackageHasAnExcuse() throws {
    let damaged = Array(Packed.gzip(Self.tar).prefix(900))
    for path in [
      "usr/local/go/src/archive/tar/testdata/bad.tgz", "srv/node_modules/tar/test/fixtures/bad.tgz",
      "usr/share/doc/tool/example.tgz",
    ] {
      let found = try scan(damaged, path: path)
      #expect(!found.losses.isEmpty && found.excuse != nil, "\(path)")
    }
    for path in ["srv/backup/test/bad.tgz", "srv/docs/bad.tgz", "app/fixtures/bad.tgz"] {
      #expect(try scan(damaged, path: path).excuse == nil, "\(path)")
    }
  }

  /// The directory of fetched packages excuses only what is a package by its bytes.
  @Test func onlyAPackageFileHasTheExcuseOfAptsDirectory() throws {
    let folder = "var/cache/apt/archives/"
    let package = Self.debian("data.tar.gz", Packed.gzip(Self.tar))
    let cut = Array(package.dropLast(200))
    let fetched = try scan(cut, path: folder + "tool_1_amd64.deb")
    #expect(!fetched.losses.isEmpty && fetched.excuse != nil)
    #expect(try scan(cut, path: folder + "tool_1_amd64.deb", pieces: 11).excuse == fetched.excuse)
    #expect(try scan(cut, path: "srv/tool_1_amd64.deb").excuse == nil)
    for others in [
      Array(Packed.gzip(Self.tar).prefix(900)),
      Array("!<arch>\n".utf8) + [UInt8](repeating: 0, count: 4_096),
    ] {
      let found = try scan(others, path: folder + "tool_1_amd64.deb")
      #expect(!found.losses.isEmpty && found.excuse == nil)
    }
    let dropped = try scan(Self.text, path: folder + "notes.txt")
    #expect(!dropped.matches.isEmpty)
    #expect(
      dropped.matches.map(\.severity) == (try scan(Self.text, path: "srv/notes.txt").matches.map(\.severity)))
  }

  @Test func anRpmPackageHasTheExcuseOfItsManagersDirectory() throws {
    let cut = [0xed, 0xab, 0xee, 0xdb] + [UInt8](repeating: 3, count: 2_000)
    let fetched = try scan(cut, path: "var/cache/dnf/baseos/packages/tool-1.x86_64.rpm")
    #expect(!fetched.losses.isEmpty && fetched.excuse != nil)
    let own = try scan(cut, path: "srv/tool-1.x86_64.rpm")
    #expect(!own.losses.isEmpty && own.excuse == nil)
    let named = [1, 2, 0, 4] + [UInt8](repeating: 3, count: 2_000)
    #expect(try scan(named, path: "var/cache/dnf/tool-1.x86_64.rpm").excuse == nil)
  }

  // MARK: - Any bytes

  /// Whatever is damaged: no crash, and the same from memory and in pieces.
  @Test(arguments: ["zip", "tgz", "tar.xz", "tar.bz2", "tar.zst", "tar.lz4", "deb"])
  func damageAtEveryByteEndsWell(_ form: String) throws {
    let whole: [UInt8] =
      switch form {
      case "zip": Self.pair
      case "tgz": Packed.gzip(TarWriter.tar([Self.file()]).dropLast(1024))
      case "tar.xz": Packed.tars[0].bytes
      case "tar.bz2": Packed.tars[1].bytes
      case "tar.zst": Packed.tars[2].bytes
      case "tar.lz4": Packed.tars[3].bytes
      default: Self.debian("data.tar.xz", Packed.tars[0].bytes)
      }
    let scanner = try Self.scanner.get()
    var quiet = 0
    for place in whole.indices {
      for damaged in [
        Array(whole[..<place]), Self.changed(whole, at: place..<(place + 1), to: whole[place] ^ 0x24),
      ] {
        let path = "srv/a.\(form)"
        let found = try scan(damaged, path: path, with: scanner)
        if place % 5 == 0 { #expect(try scan(damaged, path: path, pieces: 97, with: scanner) == found) }
        if found.losses.isEmpty, !found.matches.contains(where: { $0.member != nil }) { quiet += 1 }
      }
    }
    // Bytes in names, times and owners, a cut before the form can be told, and a value that another byte makes no token.
    #expect(quiet <= 80, "of \(whole.count * 2)")
  }

  // MARK: - Bombs

  private func limited(_ change: (inout SecretLimits) -> Void) throws -> SecretScanner {
    var options = SecretScanner.Options()
    change(&options.limits)
    return try SecretScanner(types: Array(SecretType.patterns.prefix(3)), options: options)
  }

  @Test func aBombIsCutAndSaid() throws {
    let bomb = Packed.gzipZeros(4 << 20)
    let small = try limited { $0.inside.unpackedBytes = 1 << 20 }
    #expect(
      try scan(bomb, with: small).losses.contains { $0.contains("unpacks to exceeds the limit of 1048576") })
    let flat = try limited {
      $0.inside.ratio = 50
      $0.inside.ratioFloor = 1 << 20
    }
    #expect(try scan(bomb, with: flat).losses.contains { $0.contains("ratio") })
    // The limits count all of an archive file, not each of its files.
    let many = TarWriter.tar((0..<8).map { Self.file("\($0).gz", Packed.gzipZeros(300_000)) })
    #expect(try scan(many, with: small).losses.count == 1)
    let few = try limited { $0.inside.members = 5 }
    #expect(try scan(many, with: few).losses.contains { $0.contains("number of files in it exceeds") })
  }

  /// A directory may list one content 60,000 times; it is read once.
  @Test func filesThatOverlapAreReadOnce() throws {
    var zip = Array(Self.pair.prefix(Self.second))
    let directory = zip.count
    let name = Array("x".utf8)
    for place in 0..<60_000 {
      zip += Self.number(0x0201_4b50, 4) + Self.number(20, 2) + Self.number(20, 2) + Self.number(0, 2)
      zip += Self.number(8, 2) + Self.number(0, 8) + Self.number(20, 4) + Self.number(20, 4)
      zip += Self.number(1, 2) + Self.number(0, 12) + Self.number(place % 40, 4) + name
    }
    zip += Self.number(0x0605_4b50, 4) + Self.number(0, 8) + Self.number(zip.count - directory, 4)
    zip += Self.number(directory, 4) + Self.number(0, 2)
    let taken = try threadSeconds {
      let found = try scan(zip, path: "a.zip")
      #expect(found.losses.contains { $0.contains("lists 58500 files") }, "\(found.losses)")
    }
    #expect(taken < 30)
  }
}
