import ArchiveIO
import Images
import TestSupport

extension Harness {
  /// The databases of packages, and the other small files that tell facts.
  static let packages = [
    facts(
      "dpkg", [.dpkgStatus, .dpkgFileList, .dpkgChecksums, .aptExtendedStates], "var/lib/dpkg/info/demo.list",
      "facts/dpkg"),
    facts("apk", [.apkInstalled, .apkWorld], "lib/apk/db/installed"),
    facts("rpm", [.rpmSQLite], "var/lib/rpm/rpmdb.sqlite", "facts/rpm"),
    facts(
      "python", [.pythonMetadata, .pythonRecord, .pythonInstalledFiles],
      "usr/lib/python3/a-1.dist-info/RECORD",
      "facts/python"),
    facts("npm", [.npmPackage, .npmManifest, .npmLock], "srv/app/node_modules/a/package.json", "facts/npm"),
    facts("yarn", [.yarnLock], "srv/app/yarn.lock"),
    facts("pnpm", [.pnpmLock], "srv/app/pnpm-lock.yaml"),
    facts("gem", [.gemSpecification], "usr/lib/ruby/specifications/demo-1.0.gemspec", "facts/gem"),
    facts("composer", [.composerInstalled], "srv/app/vendor/composer/installed.json"),
    facts("nuget", [.nugetDependencies], "app/Shop.deps.json"),
    facts("conda", [.condaPackage], "opt/conda/conda-meta/openssl-3.2.1-h0_0.json"),
    facts("accounts", [.passwd, .group, .shadow, .groupShadow, .sudoers, .osRelease], "etc/sudoers"),
  ]

  /// Reads a file as each of some kinds.
  private static func facts(_ name: String, _ kinds: [FactKind], _ path: String, _ folders: String...)
    -> Harness
  {
    let read: @Sendable ([UInt8]) -> Void = { bytes in
      for kind in kinds {
        let fact = FileFact(kind: kind, path: Array(path.utf8), bytes: bytes, size: bytes.count)
        _ = fact.problems.map(\.reason)
        if case .failure(let failure) = fact.content { _ = failure.description }
      }
    }
    return Harness(name, seeds: { try folders.flatMap { try Seeds.files($0) } }, run: read)
  }

  static let programs = [
    Harness("program", seeds: { try Seeds.files("facts/elf") }, run: program),
    Harness("jar", seeds: jarSeeds, run: jar),
  ]

  private static func program(_ bytes: [UInt8]) {
    let fact = FileFact(program: bytes.span, path: Array("usr/bin/a".utf8))
    if case .failure(let failure) = fact.content { _ = failure.description }
  }

  private static func jar(_ bytes: [UInt8]) {
    var limits = FactLimits()
    limits.inside.unpackedBytes = 4 << 20
    let fact = FileFact(
      javaArchive: bytes.span, path: Array("app/a.jar".utf8), size: bytes.count, limits: limits)
    _ = fact.problems.map(\.reason)
    // What comes in pieces is held in part, and tells the same, or says that something is wrong.
    let path = Array("app/a.jar".utf8)
    let zip = JavaArchive.gathering(size: bytes.count, limits: limits)
    for start in stride(from: 0, to: bytes.count, by: 100) {
      zip.append(bytes[start..<min(start + 100, bytes.count)].span)
    }
    let gathered = FileFact(javaArchive: zip, path: path, size: bytes.count, limits: limits)
    guard gathered.content == fact.content || !gathered.problems.isEmpty else {
      broken("in memory:\n\(fact.content)\nin pieces:\n\(gathered.content)")
    }
  }

  private static func jarSeeds() -> [[UInt8]] {
    var jar = ZipWriter()
    jar.store("META-INF/MANIFEST.MF", Array("Manifest-Version: 1.0\r\nImplementation-Version: 2\r\n".utf8))
    jar.deflate(
      "META-INF/maven/org.example/a/pom.properties",
      Array("version=1\r\ngroupId=org.example\r\nartifactId=a\r\n".utf8))
    var war = ZipWriter()
    war.store("WEB-INF/lib/a-1.0.jar", jar.bytes)
    war.deflate("WEB-INF/lib/b-2.0.jar", jar.bytes)
    var started = jar
    started.before = Array("#!/bin/sh\nexec java -jar \"$0\"\n".utf8)
    var streamed = war
    streamed.descriptor = .marked
    return [jar.bytes, war.bytes, started.bytes, streamed.bytes]
  }
}
