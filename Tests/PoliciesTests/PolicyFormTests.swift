import Testing

@testable import Policies

@Suite struct PolicyFormTests {
  @Test(
    arguments: [
      ("300MB", 300_000_000), ("1.5 GB", 1_500_000_000), ("512m", 512 << 20), ("2g", 2 << 30), ("1KiB", 1024),
      ("1kB", 1000), ("17", 17), ("0", 0),
    ] as [(String, Int64)])
  func readsSizes(_ text: String, _ bytes: Int64) {
    #expect(PolicySize.bytes(text) == bytes)
  }

  @Test(arguments: ["", "MB", "-1", "3 apples", "1e3", "1.2.3", "99999999999TB"])
  func refusesSizes(_ text: String) {
    #expect(PolicySize.bytes(text) == nil)
  }

  @Test(arguments: [300_000_000, 512 << 20, 1234, 0, 1 << 30, 1000, 1024] as [Int64])
  func aSizeReadsBackAsItself(_ bytes: Int64) {
    #expect(PolicySize.bytes(PolicySize.text(bytes)) == bytes)
  }

  @Test(
    arguments: [
      (300_000_000, "300MB"), (512 << 20, "512MiB"), (1234, "1234"), (0, "0"), (-1, "-1"), (1 << 30, "1GiB"),
      (1024, "1KiB"), (1000, "1kB"), (1_024_000, "1024kB"), (5_000_000_000_000, "5TB"),
      (.max, "\(Int64.max)"),
    ] as [(Int64, String)])
  func `a size has the largest unit that gives a whole number`(_ bytes: Int64, _ text: String) {
    #expect(PolicySize.text(bytes) == text)
  }

  @Test(arguments: ["2026-02-28", "2024-02-29", "2000-02-29", "2026-12-31"])
  func takesDays(_ text: String) { #expect(PolicyDate.isValid(text)) }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "tomorrow", "",
  ])
  func refusesDays(_ text: String) { #expect(!PolicyDate.isValid(text)) }
}
