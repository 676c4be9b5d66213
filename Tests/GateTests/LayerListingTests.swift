import ArchiveIO
import Gate
import Images
import TestSupport
import Testing

struct LayerListingTests {
  private func image() throws -> ImageFacts {
    let listing = try ImageListing(
      """
      layer: COPY big /
        -rw-r--r-- 0:0 /big 6000
        -rw-r--r-- 0:0 /small 10
      layer: RUN rm /big
        delete /big
      """)
    let archive = ByteView(copying: try listing.builder.archive())
    return try #require(try ImageLoader().load(archive, source: "app").images.first)
  }

  @Test func aLayerShowsInstructionWasteAndLargestFiles() throws {
    let lines = LayerListing(try image(), files: 1).text.split(separator: "\n").map(String.init)
    let layer = try #require(lines.first { $0.hasSuffix("COPY big /") })
    #expect(layer.contains("6.0 kB") && layer.contains("yours"))
    #expect(lines.contains { $0.hasSuffix("6.0 kB  /big  (deleted)") })
    #expect(!lines.contains { $0.contains("/small") })
  }

  @Test func theWasteIsSummedUpByCause() throws {
    let text = LayerListing(try image(), files: 0).text
    #expect(text.contains("efficiency 0.2 %: 6.0 kB of 6.0 kB in files are hidden by later layers"))
    #expect(text.contains("1 file of layer 0 deleted by layer 1, the largest /big"))
  }

  @Test func divesNumbersStandBesideOurs() throws {
    let text = DiveListing(try image()).text
    let wasted = try #require(text.split(separator: "\n").first { $0.hasPrefix("wasted") })
    #expect(wasted.split(separator: " ").suffix(4) == ["6.0", "kB", "6.0", "kB"])
    #expect(text.contains("2 times  /big"))
  }
}
