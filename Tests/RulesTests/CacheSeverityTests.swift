import ArchiveIO
import Findings
import Images
import Policies
import Rules
import TestSupport
import Testing

/// A cache weighs by its bytes, and each is emptied in its own way.
struct CacheSeverityTests {
  private func matches(_ rule: Rule, _ listing: String) throws -> [Match] {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    let image = try #require(try ImageLoader().load(archive, source: "app").images.first)
    guard case .image(let check) = rule.check else { return [] }
    return check(image, .standard)
  }

  private func rule(_ id: String) throws -> Rule { try #require(Rule.all.first { $0.id == id }) }

  @Test(arguments: [
    ("layer-system-package-cache", "/var/cache/apt/archives/a.deb", "apt-get clean"),
    ("layer-system-package-cache", "/var/lib/apt/lists/a_Packages", "rm -rf /var/lib/apt/lists/*"),
    ("layer-system-package-cache", "/var/cache/dnf/a.rpm", "dnf clean all"),
    ("layer-language-package-cache", "/root/.cache/pip/http/a", "--no-cache-dir"),
    ("layer-language-package-cache", "/root/.npm/_cacache/content-v2/a", "npm cache clean"),
  ]) func eachCacheIsEmptiedInItsOwnWay(id: String, path: String, fix: String) throws {
    let found = try matches(try rule(id), "layer: RUN make\n  -rw-r--r-- 0:0 \(path) 20000")
    #expect(found.map { $0.fix?.contains(fix) } == [true])
    #expect(found.map(\.severity) == [nil])
  }

  @Test(arguments: ["/var/cache/apt/archives/a.deb", "/var/log/a.log"])
  func aDirectoryIsMediumFromAHundredMegabytesOn(path: String) throws {
    let id = path.hasPrefix("/var/log") ? "layer-log-file" : "layer-system-package-cache"
    for (size, severity) in [("99MB", nil), ("130MB", Severity.medium)] {
      let found = try matches(try rule(id), "layer: RUN make\n  -rw-r--r-- 0:0 \(path) \(size)")
      #expect(found.map(\.severity) == [severity])
    }
  }

  @Test func aSetUidRootProgramThatAUserStartsIsHigh() throws {
    let listing = """
      User: 1000
      Entrypoint: ["/srv/server"]
      layer: COPY server /srv/server
        -rwsr-xr-x 0:0 /srv/server 100
        program go
        -rwsr-xr-x 0:0 /srv/other 100
      """
    let setID = try rule("layer-set-id-file")
    let severities = { (listing: String) in
      try matches(setID, listing).map { $0.severity ?? setID.description.severity }
    }
    #expect(try severities(listing).sorted { $0.rank < $1.rank } == [.medium, .high])
    #expect(try severities(listing.replacing("User: 1000", with: "User: 0")) == [.medium, .medium])
    #expect(
      try severities(listing.replacing("rwsr-xr-x 0:0 /srv/server", with: "rwsr-x--- 0:5 /srv/server")) == [
        .medium, .medium,
      ])
  }
}
