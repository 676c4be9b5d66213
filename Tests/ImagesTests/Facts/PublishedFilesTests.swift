import TestSupport
import Testing

@testable import Images

/// A file is judged by a package only where the package is evidently a stranger's.
@Suite struct PublishedFilesTests {
  private func fact(_ kind: FactKind, _ path: String, _ text: String) -> FileFact {
    FileFact(kind: kind, path: bytes(path), bytes: bytes(text), size: text.utf8.count)
  }

  private func fact(_ path: String, _ archive: ZipWriter) -> FileFact {
    let content = archive.bytes
    return FileFact(javaArchive: content.span, path: bytes(path), size: content.count)
  }

  private func jar(
    _ name: String? = nil, version: String = "1.0", manifest: String = "", _ files: [String] = []
  ) -> ZipWriter {
    var zip = ZipWriter()
    zip.store("META-INF/MANIFEST.MF", bytes("Manifest-Version: 1.0\r\n\(manifest)"))
    if let name { addCoordinates(name, version, &zip) }
    for file in files { zip.store(file, []) }
    return zip
  }

  private func addCoordinates(_ name: String, _ version: String, _ zip: inout ZipWriter) {
    let parts = name.split(separator: ":")
    zip.deflate(
      "META-INF/maven/\(parts[0])/\(parts[1])/pom.properties",
      bytes("groupId=\(parts[0])\nartifactId=\(parts[1])\nversion=\(version)\n"))
  }

  private func owner(
    _ path: String, _ member: String? = nil, in facts: [FileFact], command: [String] = []
  ) -> String? {
    let files = PublishedFiles(facts, own: OwnOrganisations([facts], words: command))
    return files.owner(of: bytes(path)[...], member: member)?.package
  }

  @Test func `packages of npm, RubyGems and Composer own their directories, and nothing beside them`() {
    let facts = [
      fact(.npmPackage, "srv/node_modules/@a/b/package.json", #"{"name":"@a/b","version":"1"}"#),
      fact(.npmManifest, "srv/package.json", #"{"name":"shop","version":"1","private":true}"#),
      fact(
        .gemSpecification, "usr/lib/gems/specifications/rake-13.0.6.gemspec", "# stub: rake 13.0.6 ruby lib\n"
      ),
      fact(.composerInstalled, "srv/vendor/composer/installed.json", #"[{"name":"c/d","version":"1"}]"#),
    ]
    #expect(owner("srv/node_modules/@a/b/lib/key.pem", in: facts) == "@a/b")
    #expect(owner("usr/lib/gems/gems/rake-13.0.6/test/a.key", in: facts) == "rake")
    #expect(owner("srv/vendor/c/d/src/A.php", in: facts) == "c/d")
    for path in [
      "srv/index.js", "srv/node_modules/@a/c/x", "srv/vendor/x.php", "usr/lib/gems/gems/rack-1/a", "",
    ] {
      #expect(owner(path, in: facts) == nil)
    }
  }

  @Test func `a jar among those of others is a library, one alone or of one's own is not`() {
    let libraries = [
      fact("app/lib/netty-handler-4.1.Final.jar", jar("io.netty:netty-handler", version: "4.1.Final")),
      fact("app/lib/guava-31.jar", jar("com.google.guava:guava", version: "31")),
      fact("app/lib/core-1.0.jar", jar("com.acme:core")),
      fact("app/lib/kotlin-stdlib-1.9.jar", jar(manifest: "Automatic-Module-Name: kotlin.stdlib\r\n")),
      fact("app/lib/plain-1.9.jar", jar()),
      fact("app/lib/next-2.0-SNAPSHOT.jar", jar("org.other:next", version: "2.0-SNAPSHOT")),
    ]
    let app = fact("app/shop-7.jar", jar("com.acme:shop", version: "7"))
    let netty = "app/lib/netty-handler-4.1.Final.jar"
    #expect(
      owner(netty, "io/netty/handler/ssl/OpenSsl.class", in: libraries + [app]) == "io.netty:netty-handler")
    #expect(owner("app/lib/kotlin-stdlib-1.9.jar", "a.class", in: libraries) == "kotlin-stdlib-1.9")
    #expect(owner("app/lib/core-1.0.jar", "a.class", in: libraries + [app]) == nil)
    #expect(
      owner(
        "app/lib/core-1.0.jar", "a", in: libraries,
        command: ["java", "-cp", "/app/lib/*", "com.acme.shop.Main"]) == nil)
    #expect(owner("app/lib/plain-1.9.jar", "a.class", in: libraries) == nil)
    #expect(owner("app/lib/next-2.0-SNAPSHOT.jar", "a.class", in: libraries) == nil)
    #expect(owner("app/shop-7.jar", "com/acme/A.class", in: libraries + [app]) == nil)
    #expect(owner(netty, "a.class", in: [libraries[0]]) == nil, "nothing says that it is a library")
    let cache = fact("root/.m2/repository/io/netty/n/1.0/n-1.0.jar", jar("io.netty:n"))
    #expect(owner("root/.m2/repository/io/netty/n/1.0/n-1.0.jar", "a.class", in: [cache]) == "io.netty:n")
  }

  @Test func `the libraries in an application's archive are others', its classes and modules are its own`() {
    var boot = jar(
      manifest: "Start-Class: com.acme.shop.Main\r\n", ["BOOT-INF/classes/com/acme/shop/Main.class"])
    boot.store("BOOT-INF/lib/netty-handler-4.1.jar", jar("io.netty:netty-handler", version: "4.1").bytes)
    boot.deflate("BOOT-INF/lib/core-1.0.jar", jar("com.acme.core:core").bytes)
    let facts = [fact("app/app.jar", boot)]
    let key = "io/netty/handler/ssl/OpenSsl.class"
    #expect(
      owner("app/app.jar", "BOOT-INF/lib/netty-handler-4.1.jar/\(key)", in: facts) == "io.netty:netty-handler"
    )
    #expect(
      owner("app/app.jar", "BOOT-INF/lib/netty-handler-4.1.jar!/\(key)", in: facts)
        == "io.netty:netty-handler")
    #expect(owner("app/app.jar", "BOOT-INF/lib/core-1.0.jar/a.class", in: facts) == nil)
    #expect(owner("app/app.jar", "BOOT-INF/classes/com/acme/shop/Main.class", in: facts) == nil)
    #expect(owner("app/app.jar", nil, in: facts) == nil)
  }

  @Test(arguments: [
    ("root/go/pkg/mod/example.org/team/module@v1.2.3/a/key.go", "example.org/team/module"),
    ("srv/node_modules/a/node_modules/@b/c/lib/x.js", "@b/c"), ("srv/node_modules/a/x.js", "a"),
    ("root/.nuget/packages/newtonsoft.json/13.0.1/lib/x.dll", "newtonsoft.json"),
    ("usr/local/cargo/registry/src/index.crates.io-6f17/serde-json-1.0.1/src/a.rs", "serde-json"),
    ("opt/miniconda3/pkgs/openssl-3.2.1-h0_0/ssl/x", "openssl"),
    ("srv/app/pkgs/a-1-b/x", nil), ("root/go/pkg/mod/cache/x", nil), ("srv/node_modules/.bin/x", nil),
    ("srv/registry/src/x", nil), ("a", nil), ("", nil), ("node_modules", nil),
  ])
  func `the path tells the package in what a tool fetched from a registry`(path: String, package: String?) {
    #expect(RegistryFolder.owner(of: bytes(path)[...])?.package == package)
  }

  @Test func `what was joined into an archive is told by the directory of its classes`() {
    var shaded = jar("com.acme:shop", version: "7")
    addCoordinates("io.netty:netty-handler", "4.1", &shaded)
    addCoordinates("com.acme:core", "7", &shaded)
    addCoordinates("org.apache.kafka:kafka-clients", "3", &shaded)
    let facts = [fact("app/shop-7.jar", shaded)]
    #expect(
      owner("app/shop-7.jar", "io/netty/handler/ssl/OpenSsl.class", in: facts) == "io.netty:netty-handler")
    #expect(
      owner("app/shop-7.jar", "org/apache/kafka/A.class", in: facts) == "org.apache.kafka:kafka-clients")
    #expect(owner("app/shop-7.jar", "org/apache/other/A.class", in: facts) == nil)
    #expect(owner("app/shop-7.jar", "com/acme/core/A.class", in: facts) == nil)
    #expect(owner("app/shop-7.jar", "application.properties", in: facts) == nil)
  }
}
