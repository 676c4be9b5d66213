import ArchiveIO
import Findings
import Images
import TestSupport
import Testing

struct WasteReportTests {
  private func image(_ listing: String) throws -> ImageFacts {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    return try #require(try ImageLoader().load(archive, source: "test").images.first)
  }

  private func report(_ listing: String) throws -> WasteReport { try image(listing).waste }

  @Test func deletedBytesCountAtTheLayersConcerned() throws {
    let report = try report(
      """
      layer: COPY a /
        -rw-r--r-- 0:0 /build/a 300
        -rw-r--r-- 0:0 /build/b 100
        -rw-r--r-- 0:0 /keep 600
      layer: RUN rm -rf /build
        delete /build
      """)
    #expect(report.total == 1000)
    #expect(report.wasted == 400)
    #expect(report.score == 0.6)
    let group = try #require(report.groups.first)
    #expect(report.groups.count == 1)
    #expect((group.cause, group.broughtBy, group.hiddenBy) == (.deleted, 0, 1))
    #expect((group.files, group.bytes, group.largestBytes) == (2, 400, 300))
    #expect(report.layers.map(\.wasted) == [400, 0])
  }

  @Test func sameSizeAndTimeIsRewrittenAndOtherSizeOverwritten() throws {
    let report = try report(
      """
      layer: COPY a /
        -rw-r--r-- 0:0 /same 300
        -rw-r--r-- 0:0 /other 50
      layer: RUN chown -R app /
        -rw-r--r-- 9:9 /same 300
        -rw-r--r-- 9:9 /other 70
      """)
    #expect(report.groups.map(\.cause) == [.rewritten, .overwritten])
    #expect(report.groups.map(\.bytes) == [300, 50])
  }

  @Test func opaqueDirectoriesHideWhatWasInThem() throws {
    let report = try report(
      """
      layer: COPY a /
        -rw-r--r-- 0:0 /data/old 300
      layer: COPY b /
        opaque /data
        -rw-r--r-- 0:0 /data/new 10
      """)
    #expect(report.groups.map(\.cause) == [.opaque])
    #expect(report.wasted == 300)
  }

  @Test func bytesThatAHardLinkStillShowsAreNoWaste() throws {
    let report = try report(
      """
      layer: COPY a /
        -rw-r--r-- 0:0 /a 300
        -rw-r--r-- 0:0 /b => /a
      layer: RUN rm /a
        delete /a
      """)
    #expect(report.wasted == 0)
    #expect(report.score == 1)
  }

  @Test func anImageWithoutFilesIsWhollyEfficient() throws {
    #expect(try report("User: 1").score == 1)
  }

  @Test func aLayerThatComesTwiceChangesNothing() throws {
    let once = """
      layer: COPY a /
        -rw-r--r-- 0:0 /build 300
        -rw-r--r-- 0:0 /keep 600
      layer: RUN rm /build
        delete /build

      """
    let report = try report(once)
    let twice = try self.report(once + once)
    #expect(report.wasted == 300)
    #expect((twice.total, twice.wasted) == (report.total, report.wasted))
    #expect(twice.groups.map(\.bytes) == report.groups.map(\.bytes))
  }

  @Test func wasteIsWhoseLayersHideTheBytes() throws {
    let image = try image(
      """
      layer: RUN fetch
        -rw-r--r-- 0:0 /archive 500
      layer: RUN rm /archive
        delete /archive
      history: /bin/sh -c #(nop)  CMD ["bash"]
      layer: COPY a /
        -rw-r--r-- 0:0 /build 300
      layer: RUN rm /build
        delete /build
      """)
    #expect(image.waste.wasted == 800)
    #expect(image.waste.wasted(by: .base, in: image.history) == 500)
    #expect(image.waste.wasted(by: .yours, in: image.history) == 300)
  }
}
