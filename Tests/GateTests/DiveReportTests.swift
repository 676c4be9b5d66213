import ArchiveIO
import Findings
import Images
import TestSupport
import Testing

@testable import Gate

/// The numbers that dive 0.12 prints for the same images.
struct DiveReportTests {
  private func image(_ listing: String) throws -> ImageFacts {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    return try #require(try ImageLoader().load(archive, source: "test").images.first)
  }

  @Test func diveCountsEveryCopyAndNoDeletedDirectory() throws {
    let dive = DiveReport(
      try image(
        """
        layer: COPY a /
          -rw-r--r-- 0:0 /app 100
          drwxr-xr-x 0:0 /build
          -rw-r--r-- 0:0 /build/big 1000
        layer: RUN chown 9 /app
          -rw-r--r-- 9:9 /app 100
        layer: RUN rm -rf /build
          delete /build
        """))
    #expect(dive.wastedBytes == 200)
    #expect(dive.sizeBytes == 1200)
    #expect(dive.userSizeBytes == 100)
    #expect(dive.userWastedPercent == 2)
    // /app 100 of 200, /build/big 1000 of 1000, /build 1000 of 1000.
    #expect(dive.efficiency == 2100.0 / 2200.0)
    #expect(dive.inefficientFiles.map(\.path.shown) == ["/app"])
    #expect(dive.inefficientFiles.map(\.count) == [2])
  }

  @Test func diveCountsADeletedFile() throws {
    let dive = DiveReport(
      try image(
        """
        layer: COPY a /
          -rw-r--r-- 0:0 /app 10
          -rw-r--r-- 0:0 /big 100
        layer: RUN rm /big
          delete /big
        """))
    #expect(dive.wastedBytes == 100)
    #expect(dive.efficiency == 10.0 / 110.0)
    #expect(dive.userWastedPercent == .infinity)
  }

  @Test func diveLeavesALayerAtAWhiteoutOfNothing() throws {
    let dive = DiveReport(
      try image(
        """
        layer: COPY a /
          -rw-r--r-- 0:0 /z 100
        layer: RUN x
          delete /absent
          -rw-r--r-- 0:0 /z 100
        """))
    #expect(dive.wastedBytes == 0)
    #expect(dive.efficiency == 1)
  }

  @Test func diveGivesNoPercentageForOneLayer() throws {
    let dive = DiveReport(
      try image(
        """
        layer: COPY a /
          -rw-r--r-- 0:0 /z 100
        """))
    #expect(dive.userWastedPercent == nil)
  }
}
