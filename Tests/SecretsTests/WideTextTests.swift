import Findings
import Foundation
import PatternScan
import TestSupport
import Testing

@testable import Secrets

/// UTF-16 inside binary files: where it is, what belongs to it, and what does not.
@Suite struct WideTextTests {
  private static func wide(_ text: String) -> [UInt8] { text.utf8.flatMap { [$0, 0] } }

  @Test
  func
    `a file is UTF-16 where nearly every second byte of its beginning is zero and nearly all others are text`()
  {
    var random = SystemRandomNumberGenerator()
    var found = 0
    for _ in 0..<3_000 {
      let count = Int.random(in: 30...60, using: &random)
      let share = Int.random(in: 5...20, using: &random)
      let zeros = Int.random(in: 0...1, using: &random)
      // The first two bytes are no mark.
      let bytes = (0..<count).map { index -> UInt8 in
        let isOther = index > 1 && Int.random(in: 0..<share, using: &random) == 0
        return index % 2 == zeros ? (isOther ? 7 : 0) : (isOther ? 0x80 : 0x61)
      }
      let half = count / 2
      let isWide = [0, 1].contains { parity in
        let own = bytes.indices.filter { $0 % 2 == parity }.map { bytes[$0] }
        let others = bytes.indices.filter { $0 % 2 != parity }.map { bytes[$0] }
        return own.count { $0 == 0 } * 10 >= half * 9 && others.count(where: \.isWideText) * 10 >= half * 9
      }
      #expect((UTF16Form(sample: bytes.span) != nil) == (count >= 32 && isWide), "\(bytes)")
      found += isWide ? 1 : 0
    }
    #expect(found > 100)
  }

  @Test func aRunIsFoundWhereverItStarts() throws {
    let text = Self.wide("exactly12chr")
    for offset in 0..<40 {
      let bytes = [UInt8](repeating: 0xEE, count: offset) + text + [0xEE, 0xEE, 0xEE]
      #expect(bytes.span.wideRun(from: 0) == offset..<(offset + 24), "at \(offset)")
    }
  }

  @Test func shortRunsAndOtherZerosAreNone() {
    let short = [UInt8](repeating: 0xEE, count: 9) + Self.wide("elevenchars") + [0xEE, 0xEE]
    #expect(short.span.wideRun(from: 0) == nil)
    let numbers: [UInt8] = (0..<UInt8(100)).flatMap { [$0 + 30, 0, 0, 0] }
    #expect(numbers.span.wideRun(from: 0) == nil)
    #expect([UInt8](repeating: 0, count: 1000).span.wideRun(from: 0) == nil)
    #expect([UInt8](repeating: 0x41, count: 1000).span.wideRun(from: 0) == nil)
  }

  @Test func theOffsetIsTheFilesOwn() throws {
    let token = "ghp_" + ExampleText.expanded("{crc62 30}")
    var scan = try FileScan(BuiltInScanner.get())
    let head = [UInt8](repeating: 0, count: 3001) + Self.wide("some other string") + [0, 0, 0x81]
    let bytes = head + Self.wide(token) + [0, 0] + Self.wide("the last of the strings")
    let whole = try scan.scan(bytes.span, path: "srv/app/App.dll").matches
    #expect(whole.map(\.range) == [head.count..<(head.count + 80)])
    #expect(whole.map(\.line) == [nil])
    for pieces in [1, 512, 3070] {
      try scan.start(path: "srv/app/App.dll")
      for start in stride(from: 0, to: bytes.count, by: pieces) {
        try scan.feed(bytes.span.extracting(start..<min(start + pieces, bytes.count)))
      }
      #expect(try scan.finish().matches == whole, "in pieces of \(pieces)")
    }
  }

  /// Strings for 800 kB between two tokens: more than is narrowed at once.
  @Test func whatIsLongIsScannedInParts() throws {
    let token = "ghp_" + ExampleText.expanded("{crc62 30}")
    let other = "glpat-" + ExampleText.expanded("{20 b62}")
    let long = String(repeating: "words of a resource, ", count: 20_000)
    let head: [UInt8] = (0..<400).flatMap { _ -> [UInt8] in [0, 0x90] }
    let bytes = head + Self.wide(token + " " + long + " " + other) + [0, 0]
    let expected = ["github-personal-token", "gitlab-personal-token"]
    var scan = try FileScan(BuiltInScanner.get())
    #expect(try scan.scan(bytes.span, path: "srv/a.dll").matches.map(\.type) == expected)
  }

  @Test func aPasswordGivenToANameIsNotGuessedAtInABinary() throws {
    let bytes = [0, 0x90] + Self.wide("password = \"Tr0ub4dor&3xyz\"") + [0, 0]
    var scan = try FileScan(BuiltInScanner.get())
    #expect(try scan.scan(bytes.span, path: "srv/a.dll").matches.isEmpty)
  }
}
