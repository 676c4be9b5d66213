import ArchiveIO
import Images
import Reports
import TestSupport
import Testing

@testable import Gate

struct PackageSummariesTests {
  private func packages(_ listing: String) throws -> [PackageSummary] {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    let saved = try ImageLoader().load(archive, source: "app")
    let summary = ImageSummary(try #require(saved.images.first), of: saved)
    return try #require(summary.packages)
  }

  private func system(_ lines: String) -> String {
    "layer: ADD file:aa in /\n  -rw-r--r-- 0:0 /etc/os-release\n"
      + lines.split(separator: " ").map { "  | \($0)\n" }.joined()
  }

  @Test func systemsPackagesAreOfTheDistributionThatTheImageNames() throws {
    let debian = try packages(system("ID=debian VERSION_ID=12") + "  package dpkg libfoo 1:2.0-1+b1\n")
    #expect(debian.map(\.purl) == ["pkg:deb/debian/libfoo@1:2.0-1%2Bb1?arch=amd64&distro=debian-12"])
    #expect(debian.map(\.path) == ["/var/lib/dpkg/status"])
    let alpine = try packages(system("ID=alpine VERSION_ID=3.20.1") + "  package apk curl 8.9.0-r0\n")
    #expect(alpine.map(\.purl) == ["pkg:apk/alpine/curl@8.9.0-r0?arch=x86_64&distro=alpine-3.20.1"])
    let rolling = try packages(system("ID=wolfi") + "  package apk curl 8.9.0-r0\n")
    #expect(rolling.map(\.purl) == ["pkg:apk/wolfi/curl@8.9.0-r0?arch=x86_64&distro=wolfi"])
  }

  @Test func withoutADistributionNoURLIsMadeUp() throws {
    let packages = try packages("layer: COPY . /\n  package dpkg libfoo 1.0\n  package npm @a/b 2.0.0\n")
    #expect(packages.first { $0.type == "deb" }?.purl == nil)
    #expect(packages.first { $0.type == "npm" }?.purl == "pkg:npm/%40a/b@2.0.0")
  }

  @Test func librariesOfJavaPHPAndNETAreListed() throws {
    var zip = ZipWriter()
    zip.store(
      "META-INF/maven/g.h/a/pom.properties", Array("groupId=g.h\nartifactId=a\nversion=1\n".utf8))
    zip.store("BOOT-INF/lib/spring-core-6.1.2.jar", ZipWriter().bytes)
    var jar = TarWriter.Member("app/shop.jar")
    jar.content = zip.bytes
    let composer = #"{"packages": [{"name": "Psr/Log", "version": "3.0.0"}]}"#
    let nuget = #"{"libraries": {"Serilog/3.1.1": {"type": "package"}, "Shop/1.0.0": {"type": "project"}}}"#
    var builder = ImageBuilder()
    builder.steps = [
      .layer(
        ImageBuilder.Layer(
          "COPY . /",
          [
            jar, TarWriter.Member("app/vendor/composer/installed.json", content: composer),
            TarWriter.Member("app/Shop.deps.json", content: nuget),
          ]))
    ]
    let saved = try ImageLoader().load(ByteView(copying: try builder.archive()), source: "app")
    let packages = PackageSummary.all(try #require(saved.images.first))
    #expect(
      packages.map { "\($0.type) \($0.name) \($0.purl ?? "-")" } == [
        "nuget Serilog pkg:nuget/Serilog@3.1.1", "maven g.h:a pkg:maven/g.h/a@1", "maven spring-core -",
        "composer Psr/Log pkg:composer/psr/log@3.0.0",
      ])
    #expect(packages.map(\.path).first == "/app/Shop.deps.json")
  }

  @Test func eachPackageNamesTheLayerThatBroughtIt() throws {
    let packages = try packages(
      "layer: COPY . /\n  package npm one 1.0.0\nlayer: COPY . /\n  package npm two 1.0.0\n")
    #expect(packages.map(\.name) == ["one", "two"])
    #expect(packages.map(\.layer) == [0, 1])
  }
}
