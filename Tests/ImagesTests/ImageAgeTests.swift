import ArchiveIO
import TestSupport
import Testing

@testable import Images

@Suite struct ImageAgeTests {
  private func age(_ text: String, on day: String = "2026-06-30") throws -> ImageAge? {
    let archive = ByteView(copying: try ImageListing(text).builder.archive())
    return try #require(try ImageLoader().load(archive, source: "test").images.first).age(on: day)
  }

  private let file = "layer: COPY a /\n  -rw-r--r-- 0:0 /a 10\n  modified"

  @Test func `a true date of the config goes before all else`() throws {
    let text = "created: 2026-06-20T10:00:00Z\n\(file) 2014-01-01T00:00:00Z"
    #expect(try age(text) == ImageAge(days: 9, evidence: .config))
    #expect(try age("created: 2027-01-01T00:00:00Z") == ImageAge(days: 0, evidence: .config))
  }

  @Test(arguments: ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "1980-01-01T00:00:01Z"])
  func `where the config's date is a stand-in, the newest file tells`(created: String) throws {
    let text = "created: \(created)\n\(file) 2026-06-10T00:00:00Z"
    #expect(try age(text) == ImageAge(days: 20, evidence: .file))
    let older = "\nlayer: COPY b /\n  -rw-r--r-- 0:0 /b 10\n  modified 2020-01-01T00:00:00Z"
    #expect(try age(text + older) == ImageAge(days: 20, evidence: .file))
  }

  @Test func `files of the future and of 1970 tell nothing`() throws {
    #expect(try age("created: 1970-01-01T00:00:00Z\n\(file) 2030-01-01T00:00:00Z") == nil)
    #expect(try age("created: 1970-01-01T00:00:00Z\n\(file) 1970-01-01T00:00:00Z") == nil)
    #expect(try age("\(file) 2026-06-30T12:00:00Z") == ImageAge(days: 0, evidence: .file))
    #expect(try age("created: 1970-01-01T00:00:00Z") == nil)
  }
}
