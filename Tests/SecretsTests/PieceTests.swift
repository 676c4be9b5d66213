import TestSupport
import Testing

@testable import Secrets

/// A file that comes in pieces yields what it yields as a whole, wherever they end.
@Suite struct PieceTests {
  private static func scanner() throws -> SecretScanner {
    var options = SecretScanner.Options()
    options.limits.blockBytes = 96 << 10
    return SecretScanner(sharing: try BuiltInScanner.get(), options: options)
  }

  /// Lines of several lengths, some longer than a person's, and a token every few hundred bytes.
  private static func text(_ count: Int) -> [UInt8] {
    var text: [UInt8] = []
    var number = 0
    while text.count < count {
      number += 1
      text += Array(repeating: UInt8(ascii: "x"), count: number * 37 % 400)
      text += Array(ExampleText.expanded(" token: ghp_{crc62 30}").utf8)
      if !number.isMultiple(of: 7) { text.append(0x0A) }
    }
    return text
  }

  private static func matches(_ bytes: [UInt8], pieces: Int?) throws -> [String] {
    var scan = try FileScan(scanner())
    var result: FileSecrets
    if let pieces {
      try scan.start(path: "srv/app/run.log")
      for start in stride(from: 0, to: bytes.count, by: pieces) {
        try scan.feed(bytes.span.extracting(start..<min(start + pieces, bytes.count)))
      }
      result = try scan.finish()
    } else {
      result = try scan.scan(bytes.span, path: "srv/app/run.log")
    }
    return result.matches.map { "\($0.type) \($0.range) \($0.line ?? 0):\($0.column ?? 0)" }
  }

  /// Long ones are scanned where they lie, short ones through the buffer, and some of each kind by turns.
  @Test func `matches and their lines do not depend on where pieces end`() throws {
    let bytes = Self.text(900_000)
    let whole = try Self.matches(bytes, pieces: nil)
    #expect(whole.count > 90)
    for pieces in [5_000, 98_304, 150_001, 200_000, 400_000, 899_999] {
      #expect(try Self.matches(bytes, pieces: pieces) == whole, "in pieces of \(pieces)")
    }
  }
}
