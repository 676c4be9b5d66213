import ArchiveIO
import Findings
import Images
import Reports
import TestSupport
import Testing

@testable import Gate

/// A layer that an image lists twice: its files and secrets are told once.
struct RepeatedLayerTests {
  private let layer = """
    layer: COPY a /
      -rwsr-xr-x 0:0 /opt/tool 400
      -rw-r--r-- 0:0 /opt/app.conf
        | token = gh·p_16C7e42F292c6912E7710c838347Ae178B4a

    """

  private func image(_ listing: String) throws -> ImageFacts {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    return try #require(try ImageLoader().load(archive, source: "test").images.first)
  }

  @Test func `its files are seen once, and visible`() throws {
    let twice = try image(layer + layer)
    #expect(twice.occurrences(named: "tool").map(\.state) == [.visible])
    #expect(twice.occurrences { $0.kind == .file }.count == 2)
    #expect(twice.occurrences(withSuffix: ".conf").map(\.layer) == [1])
  }

  @Test func `what a layer between took away is back`() throws {
    let image = try image(
      layer + "layer: RUN b\n  delete /opt/tool\n  -rw-r--r-- 0:0 /opt/app.conf 70\n" + layer)
    #expect(image.occurrences(named: "tool").map(\.state) == [.visible])
    #expect(image.occurrences(named: "app.conf").map(\.state) == [.overwritten, .visible])
  }

  @Test func `findings and secrets are those of the image that has it once`() throws {
    func told(_ listing: String) throws -> [String] {
      let scratch = try ScratchDirectory()
      try scratch.write(try ImageListing(listing).builder.archive(), to: "app.tar")
      var check = Check()
      check.images = [scratch.path("app.tar")]
      let findings = check.run().findings.filter { $0.location.path != nil }
      return findings.map { "\($0.rule) \($0.location.path ?? "") \($0.related.count)" }.sorted()
    }
    let once = try told(layer)
    #expect(once.contains { $0.hasPrefix("secret-") } && once.contains { $0.hasPrefix("layer-set-id-file") })
    #expect(try told(layer + layer) == once)
  }
}
