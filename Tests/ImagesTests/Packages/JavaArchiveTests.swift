import ArchiveIO
import TestSupport
import Testing

@testable import Images

@Suite struct JavaArchiveTests {
  private func properties(_ group: String, _ artifact: String, _ version: String) -> [UInt8] {
    Array(
      "#Created by a build\r\nversion=\(version)\r\ngroupId = \(group)\r\nartifactId=\(artifact)\r\n".utf8)
  }

  private func jar(_ group: String, _ artifact: String, _ version: String) -> [UInt8] {
    var zip = ZipWriter()
    zip.store("META-INF/MANIFEST.MF", Array("Manifest-Version: 1.0\r\n".utf8))
    zip.deflate(
      "META-INF/maven/\(group)/\(artifact)/pom.properties", properties(group, artifact, version))
    return zip.bytes
  }

  private func read(_ archive: [UInt8], _ path: String = "app/app.jar", limits: FactLimits = FactLimits())
    -> [String]
  {
    JavaArchive.parse(archive.span, path: bytes(path)[...], limits: limits).packages.map {
      #expect($0.ecosystem == .maven)
      return "\($0.name) \($0.version)"
    }
  }

  @Test func `what Maven packed says its group, artifact and version`() {
    #expect(read(jar("commons-io", "commons-io", "2.11.0")) == ["commons-io:commons-io 2.11.0"])
  }

  @Test func `an archive that holds others lists them all, packed or not, once`() {
    var war = ZipWriter()
    war.store("WEB-INF/lib/a-1.0.jar", jar("org.example", "a", "1.0"))
    war.deflate("WEB-INF/lib/b-2.0.jar", jar("org.example", "b", "2.0"))
    war.store("WEB-INF/lib/copy/b-2.0.jar", jar("org.example", "b", "2.0"))
    war.store("WEB-INF/lib/gradle-3.1-RC1.jar", ZipWriter().bytes)
    war.deflate("META-INF/maven/org.example/shop/pom.properties", properties("org.example", "shop", "7"))
    var ear = ZipWriter()
    ear.deflate("shop.war", war.bytes)
    let inner = ["org.example:a 1.0", "org.example:b 2.0", "gradle 3.1-RC1", "org.example:shop 7"]
    #expect(read(war.bytes, "srv/shop.war") == inner)
    #expect(read(ear.bytes, "srv/shop.ear") == inner)
  }

  private func listing(_ archive: [UInt8], limits: FactLimits = FactLimits()) -> PackageListing {
    JavaArchive.parse(archive.span, path: bytes("app/a.jar")[...], limits: limits)
  }

  @Test func `archives are read as deep as secrets are searched, and no deeper`() {
    var inner = jar("org.example", "a", "1.0")
    for level in 1..<InsideLimits().levels {
      inner = zip { level % 2 == 0 ? $0.store("x.jar", inner) : $0.deflate("x.jar", inner) }
    }
    #expect(listing(inner).packages.map(\.name) == ["org.example:a"])
    #expect(listing(inner).problems.isEmpty)
    let deeper = listing(zip { $0.store("x.jar", inner) })
    #expect(deeper.packages.isEmpty)
    #expect(deeper.problems.map(\.reason).contains { $0.contains("archives around an archive in it") })
  }

  private func zip(_ build: (inout ZipWriter) -> Void) -> [UInt8] {
    var zip = ZipWriter()
    build(&zip)
    return zip.bytes
  }

  /// Where the directory of a jar of two libraries has its first entry, and the jar.
  private var pair: (bytes: [UInt8], directory: Int) {
    let all = zip {
      $0.store("lib/a-1.jar", jar("g", "a", "1"))
      $0.deflate("lib/b-2.jar", jar("g", "b", "2"))
      $0.deflate("META-INF/maven/g/c/pom.properties", properties("g", "c", "3"))
    }
    let end = all.count - 22
    return (all, Int(all[end + 16]) | Int(all[end + 17]) << 8)
  }

  @Test func `a damaged directory is told with the entry, and what is before it is listed`() {
    let (whole, directory) = pair
    #expect(listing(whole).problems.isEmpty)
    #expect(listing(whole).packages.count == 3)
    let second = directory + 46 + "lib/a-1.jar".utf8.count
    // The entry's mark, where its file starts, the length of its name.
    for (place, names, line) in [
      (second, ["g:a"], 2), (second + 42, ["g:a", "g:c"], 2), (second + 29, ["g:a"], 2),
    ] {
      var broken = whole
      broken[place] ^= 0x55
      let listing = listing(broken)
      #expect(listing.packages.map(\.name) == names, "byte \(place)")
      #expect(listing.problems.map(\.line) == [line], "byte \(place): \(listing.problems)")
    }
  }

  @Test func `a directory that lacks entries, and damaged contents, are told`() {
    let (whole, directory) = pair
    var short = whole
    short[whole.count - 12] += 1
    #expect(listing(short).problems.map(\.reason).contains { $0.contains("ends after 3 of 4 entries") })
    #expect(listing(short).packages.count == 3)
    var content = whole
    content[directory - 3] ^= 0x20
    #expect(listing(content).problems.map(\.line) == [3])
    #expect(listing(content).problems.first?.reason.contains("checksum") == true)
    var nested = whole
    nested[30 + "lib/a-1.jar".utf8.count + 30 + 30] ^= 0x20
    #expect(listing(nested).problems.first?.reason.contains("in lib/a-1.jar: ") == true)
    var encrypted = whole
    encrypted[directory + 8] = 1
    #expect(listing(encrypted).problems.first?.reason.contains("encrypted") == true)
    var method = whole
    method[directory + 10] = 93
    #expect(listing(method).problems.first?.reason.contains("method 93") == true)
  }

  /// In such a bomb many entries lead to the same bytes.
  @Test func `files that lie over each other are told, not read often`() {
    let inner = jar("g", "a", "1") + [UInt8](repeating: 0, count: 0)
    let whole = zip {
      $0.store("lib/a-1.jar", inner)
      for number in 0..<50 { $0.store("\(number).jar", []) }
    }
    var bomb = whole
    // All entries lead to the first file, and have its size.
    var place = Int(whole[whole.count - 6]) | Int(whole[whole.count - 5]) << 8
    while bomb[place] == 0x50, bomb[place + 2] == 1 {
      bomb.replaceSubrange(
        (place + 20)..<(place + 28),
        with: [
          UInt8(inner.count & 0xff), UInt8(inner.count >> 8), 0, 0, UInt8(inner.count & 0xff),
          UInt8(inner.count >> 8), 0, 0,
        ])
      bomb.replaceSubrange((place + 42)..<(place + 46), with: [0, 0, 0, 0])
      place += 46 + Int(bomb[place + 28])
    }
    let listing = listing(bomb)
    #expect(listing.problems.contains { $0.reason.contains("lies over other files") })
    #expect(listing.packages.map(\.name) == ["g:a"])
  }

  @Test func `libraries beyond the limit are told once`() {
    var limits = FactLimits()
    limits.packages = 1
    let listing = self.listing(pair.bytes, limits: limits)
    #expect(listing.packages.count == 1)
    #expect(
      listing.problems.map(\.reason) == [
        "the number of libraries in it exceeds the limit of 1 (--limit packages)"
      ])
    limits = FactLimits()
    limits.inside.members = 1
    let few = self.listing(pair.bytes, limits: limits)
    #expect(few.problems.contains { $0.reason.contains("the number of files in it exceeds the limit of 1") })
  }

  @Test func `a directory with 8-byte numbers is read`() {
    let (whole, directory) = pair
    let end = whole.count - 22
    func number(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let large =
      number(0x0606_4b50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8) + number(3, 8)
      + number(3, 8) + number(end - directory, 8) + number(directory, 8)
    let locator = number(0x0706_4b50, 4) + number(0, 4) + number(end, 8) + number(1, 4)
    let last = number(0x0605_4b50, 4) + number(0, 4) + [UInt8](repeating: 0xff, count: 12) + number(0, 2)
    let found = listing(Array(whole[..<end]) + large + locator + last)
    #expect(found.packages.map(\.name) == ["g:a", "g:b", "g:c"])
    #expect(found.problems.isEmpty, "\(found.problems)")
  }

  @Test func `a script before the archive and a comment behind it do not hide it`() {
    var zip = ZipWriter()
    zip.before = Array("#!/bin/sh\nexec java -jar \"$0\"\n".utf8)
    zip.comment = "made by hand"
    zip.store("META-INF/maven/g/a/pom.properties", properties("g", "a", "1"))
    #expect(read(zip.bytes, "srv/a.jar") == ["g:a 1"])
  }

  @Test func `without Maven's file the name tells, or the manifest, and nobody guesses a group`() {
    var zip = ZipWriter()
    zip.deflate(
      "META-INF/MANIFEST.MF",
      Array(
        "Manifest-Version: 1.0\r\nImplementation-Vendor-Id: org.springframework\r\nImplementation-Version: 6.1.\r\n 2\r\n\r\nName: x\r\nBundle-Version: 5\r\n"
          .utf8))
    #expect(read(zip.bytes, "app/spring-core-6.1.3.jar") == ["spring-core 6.1.3"])
    #expect(read(zip.bytes, "app/spring-core.jar") == ["spring-core 6.1.2"])
    #expect(read(ZipWriter().bytes, "app/tool.jar").isEmpty)
    #expect(read(ZipWriter().bytes, "app/1.0.jar").isEmpty)
  }

  @Test(arguments: [
    ("log4j-1.2-api-2.17.1", "log4j-1.2-api", "2.17.1"), ("guava-31.1-jre", "guava", "31.1-jre"),
    ("x-1.0-20230101.120000-1", "x", "1.0-20230101.120000-1"),
    ("akka-actor_2.13-2.6.20", "akka-actor_2.13", "2.6.20"),
    ("netty-epoll-4.1.100.Final-linux-x86_64", "netty-epoll", "4.1.100.Final-linux-x86_64"),
    ("tools", "tools", nil), ("jdk8", "jdk8", nil), ("1.0", "1.0", nil), ("a-", "a-", nil),
  ])
  func `a file's name has a version at its end, or none`(stem: String, name: String, version: String?) {
    let file = JavaFileName(bytes("app/lib/\(stem).jar")[...])
    #expect(file.name == name)
    #expect(file.version == version)
  }

  @Test func `libraries that were joined into an archive do not stand for it`() {
    var zip = ZipWriter()
    zip.store("META-INF/maven/com.example/util/pom.properties", properties("com.example", "util", "1.1"))
    #expect(read(zip.bytes, "app/worker-3.0.jar") == ["com.example:util 1.1", "worker 3.0"])
    #expect(read(zip.bytes, "app/util-1.1-shaded.jar") == ["com.example:util 1.1"])
  }

  @Test(arguments: [
    "groupId=g\nartifactId=a\n", "groupId=g\nartifactId=a\nversion=${revision}\n", "", "=\n==\n",
    "groupId=g\nartifactId=\nversion=1\n", "groupId=g:h\nartifactId=a\nversion=1\n",
  ])
  func `what nobody filled in is no library`(text: String) {
    var zip = ZipWriter()
    zip.store("META-INF/maven/g/a/pom.properties", Array(text.utf8))
    zip.store("META-INF/maven/pom.properties.bak", properties("g", "a", "1"))
    zip.store("other/META-INF/maven/g/a/pom.properties", properties("g", "a", "1"))
    #expect(read(zip.bytes, "app/a.jar").isEmpty)
  }

  @Test func `damage anywhere neither crashes nor hangs`() {
    var zip = ZipWriter()
    zip.deflate("META-INF/maven/g/a/pom.properties", properties("g", "a", "1"))
    zip.deflate("lib/b-2.jar", jar("g", "b", "2"))
    let whole = zip.bytes
    for length in 0..<whole.count { _ = read(Array(whole[..<length])) }
    for index in whole.indices {
      for value in [UInt8(0), 0x7f, 0xff] {
        var broken = whole
        broken[index] = value
        _ = read(broken)
      }
    }
    #expect(read(whole).count == 2)
  }

  @Test func `no more is unpacked than the limit`() {
    var limits = FactLimits()
    limits.inside.unpackedBytes = 1000
    var zip = ZipWriter()
    zip.deflate("META-INF/maven/g/a/pom.properties", properties("g", "a", "1"))
    zip.deflate("lib/b-2.jar", jar("g", "b", "2") + [UInt8](repeating: 0, count: 2000))
    zip.deflate("META-INF/maven/g/c/pom.properties", properties("g", "c", "1"))
    let listing = JavaArchive.parse(zip.bytes.span, path: bytes("app/a.jar")[...], limits: limits)
    #expect(listing.packages.map(\.name) == ["g:a"])
    #expect(
      listing.problems.map(\.reason) == [
        "what it unpacks to exceeds the limit of 1000 bytes (--limit inside-unpacked-bytes)"
      ])
    limits = FactLimits()
    limits.inside.heldBytes = 1000
    let held = JavaArchive.parse(zip.bytes.span, path: bytes("app/a.jar")[...], limits: limits)
    #expect(held.packages.map(\.name) == ["g:a", "g:c"])
    #expect(
      held.problems.map(\.reason) == [
        "in lib/b-2.jar: what is held of it exceeds the limit of 1000 bytes (--limit jar-held-bytes)"
      ])
  }

  @Test func `only what begins as a zip or a script is read at all`() {
    let interest = FactInterest(kind: .javaArchive, byteCount: 5000)
    for (head, wanted) in [("PK\u{3}\u{4}", 5000), ("#!/b", 5000), ("text", 0), ("P", 0)] {
      #expect(FactKind.javaArchive.bytesWanted(afterHead: bytes(head).span, of: interest) == wanted)
    }
  }

  @Test func `an archive that is not all there is told of and hides nothing of the check`() {
    let jar = jar("g", "a", "1")
    let whole = FileFact(javaArchive: jar.span, path: bytes("app/a.jar"), size: jar.count)
    guard case .packages(let listing) = whole.content else { return #expect(Bool(false), "packages") }
    #expect(listing.packages.map(\.name) == ["g:a"])
    let cut = FileFact(javaArchive: jar.span.extracting(first: 40), path: bytes("app/a.jar"), size: jar.count)
    #expect(cut.content == .failure(.archiveTooLarge(size: jar.count, read: 40)))
    #expect(Facts(merging: [cut]).gaps.map(\.loss) == [FactKind.javaArchive.loss])
  }
}
