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
    var deeper = ZipWriter()
    deeper.store("x.jar", ear.bytes)
    #expect(read(deeper.bytes, "srv/x.jar") == ["org.example:shop 7"], "the jars in it lie too deep")
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
    limits.unpackedArchiveBytes = 1000
    var zip = ZipWriter()
    zip.deflate("META-INF/maven/g/a/pom.properties", properties("g", "a", "1"))
    zip.deflate("lib/b-2.jar", jar("g", "b", "2") + [UInt8](repeating: 0, count: 2000))
    zip.deflate("META-INF/maven/g/c/pom.properties", properties("g", "c", "1"))
    let listing = JavaArchive.parse(zip.bytes.span, path: bytes("app/a.jar")[...], limits: limits)
    #expect(listing.packages.map(\.name) == ["g:a"])
    #expect(listing.problems.count == 1)
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
