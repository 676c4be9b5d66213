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

  @Test func eachPackageNamesTheLayerThatBroughtIt() throws {
    let packages = try packages(
      "layer: COPY . /\n  package npm one 1.0.0\nlayer: COPY . /\n  package npm two 1.0.0\n")
    #expect(packages.map(\.name) == ["one", "two"])
    #expect(packages.map(\.layer) == [0, 1])
  }
}
