import Testing

@testable import PatternScan

/// Text is found among other bytes wherever it lies, and a scan of the text alone sees what a scan of all sees.
@Suite struct TextRunTests {
  /// The same by the definition, one byte at a time.
  private func plainRuns(_ bytes: [UInt8]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { !$0.isWideText } ?? bytes.count
      var longest = 0
      var printable = 0
      for byte in bytes[start..<end] {
        printable = byte >= 0x20 ? printable + 1 : 0
        longest = max(longest, printable)
      }
      if longest >= Span<UInt8>.shortestTextRun { runs.append(start..<end) }
      start = end + 1
    }
    return runs
  }

  private func runs(_ bytes: [UInt8]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var position = 0
    while let run = bytes.span.textRun(from: position) {
      runs.append(run)
      position = run.upperBound
    }
    return runs
  }

  @Test func `text is found at every place and of every length`() {
    for place in 0..<140 {
      for length in [7, 8, 9, 15, 64, 100] {
        var bytes = [UInt8](repeating: 0xFF, count: 300)
        for index in place..<(place + length) { bytes[index] = 0x61 }
        #expect(runs(bytes) == (length < 8 ? [] : [place..<(place + length)]), "\(length) at \(place)")
      }
    }
  }

  @Test func `every run is found among bytes made by chance`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let share = Int.random(in: 1...30, using: &random)
      let bytes = (0..<Int.random(in: 0...700, using: &random)).map { _ -> UInt8 in
        Int.random(in: 0..<share, using: &random) == 0
          ? UInt8.random(in: .min ... .max, using: &random)
          : Int.random(in: 0..<9, using: &random) == 0 ? 0x0A : UInt8.random(in: 0x20...0x7E, using: &random)
      }
      let found = runs(bytes)
      let expected = plainRuns(bytes)
      #expect(
        found.filter { $0.upperBound < bytes.count } == expected.filter { $0.upperBound < bytes.count },
        "\(bytes)")
      // Text that the end cuts off counts whole.
      let text = bytes.reversed().prefix { $0.isWideText }.count
      #expect(
        found.last { $0.upperBound == bytes.count } == (text > 0 ? (bytes.count - text)..<bytes.count : nil))
    }
  }

  @Test func `text that the end cuts off counts however short it is`() {
    for size in [3, 64, 67] {
      let bytes = [UInt8](repeating: 0, count: size - 2) + Array("ab".utf8)
      #expect(runs(bytes) == [(size - 2)..<size])
    }
  }

  @Test func `a hit in text is told by its place in the block`() throws {
    let database = try PatternDatabase(compiling: [
      PatternExpression("needle[0-9]{2}"), PatternExpression("haystack"), PatternExpression("end\\x00"),
    ])
    var scratch = try PatternScratch(for: database)
    var bytes: [UInt8] = []
    var expected: [PatternHit] = []
    // Short runs, more than are gathered at once, and some that are too long to be gathered.
    for number in 0..<20_000 {
      bytes += [0, 0xE8, 1]
      switch number % 5000 {
      case 1: bytes += [UInt8](repeating: 0x20, count: 5000) + Array("haystack needle42 ".utf8)
      case 2: bytes += Array("needle".utf8) + [0] + Array("42424242".utf8)
      case 3: bytes += Array("is the end".utf8)
      default: bytes += Array("nothing in here".utf8)
      }
      if number % 5000 == 1 {
        expected.append(PatternHit(expression: 1, end: bytes.count - 10))
        expected.append(PatternHit(expression: 0, end: bytes.count - 1))
      }
      if number % 5000 == 3 { expected.append(PatternHit(expression: 2, end: bytes.count + 1)) }
    }
    bytes += Array("needle77".utf8)
    expected.append(PatternHit(expression: 0, end: bytes.count))
    for _ in 0..<2 {
      var hits: [PatternHit] = []
      try scratch.scanText(of: bytes.span, into: &hits)
      #expect(hits == expected)
    }
    var hits: [PatternHit] = []
    try scratch.scan(bytes.span, into: &hits)
    #expect(hits == expected)
  }
}
