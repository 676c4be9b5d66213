import Foundation
import Testing

@testable import ArchiveIO

/// Archive files that ended the program once; the fuzzer found them.
@Suite struct DamagedZipTests {
  /// Its directory names a file that would lie before the bytes that no member claims.
  private static let fileBeforeTheRest =
    "UEsDBBQAAAAAAAAAAACGphA2BQAAAAUAAAAFAAAAYS50eHRoZWxsb1BLAwQUAAAACAAAAAAAZjDnoXoAAAB1AAAABQAAAGIu"
    + "emlwAXUAiv9QSwMEFAAAAAAAAAAAAIamEDYFAAAABQAAAAcAAABrZXkudHh0aGVsbG9QSwECFAAUAAAAAAAAAAAAhqYQNgUA"
    + "AAAFAAAABwAAAAAAAAAAAAAAAAAAAAAAa2V5LnR4dFBLBQYAAAAAAQABADUAAAAqAAAAAABQSwECFAAUAAAAAAAAAAAAhqYQ"
    + "NgUAAAAFAAAABQAAAAAAAAAAAAAAAAAAAAAAYS50eHRQSwECFAAUAAAACAAAAAAAZjDnoXoAAAB1AAAAAAAAAAAAhqYQNgUA"
    + "AAAFAAAABQAAAGEudHh0aGVsbG9QSwMEFAUAAAAAAAAAAAAAAAAAKAAAAGIuemlwUEsFBgAAAAACAAIAZgAAAMUAAAAAAA=="

  private final class Members: InsideVisitor {
    private(set) var missed: [UnreadPart] = []
    let isDone = false

    func begin(_ name: [UInt8], level: Int) {}
    func receive(_ piece: Span<UInt8>, level: Int) {}
    func end(level: Int) {}
    func missed(_ part: UnreadPart) { missed.append(part) }
  }

  @Test func `a file that lies before the bytes at hand is damage`() throws {
    let data = try #require(Data(base64Encoded: Self.fileBeforeTheRest))
    let members = Members()
    InsideReader.read(
      [UInt8](data).span, name: "a.zip", budget: InsideBudget(InsideLimits()), visitor: members)
    #expect(members.missed.contains { $0.isLoss })
  }
}
