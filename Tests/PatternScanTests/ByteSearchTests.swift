import Testing

@testable import PatternScan

@Suite struct ByteSearchTests {
  private let bytes = Array("one two one\0two".utf8)

  private func first(_ needle: [UInt8], _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    bytes.span.firstOccurrence(of: needle, in: range)
  }

  @Test func `the first place within the range is found`() {
    #expect(first(Array("one".utf8), bytes, 0..<15) == 0)
    #expect(first(Array("one".utf8), bytes, 1..<15) == 8)
    #expect(first(Array("two".utf8), bytes, 12..<15) == 12)
    #expect(first([0], bytes, 0..<15) == 11)
  }

  @Test func `a text is found wherever blocks cut it`() {
    let needle = Array("needle+".utf8)
    for place in 0..<200 {
      var bytes = [UInt8](repeating: UInt8(ascii: "n"), count: 210)
      bytes.replaceSubrange(place..<(place + needle.count), with: needle)
      #expect(first(needle, bytes, 0..<bytes.count) == place)
      #expect(first(needle, bytes, 0..<(place + needle.count)) == place)
      #expect(first(needle, bytes, 0..<(place + needle.count - 1)) == nil)
      #expect(first(needle, bytes, (place + 1)..<bytes.count) == nil)
    }
  }

  @Test func `what reaches beyond the range, is empty or asks beyond the bytes is not`() {
    #expect(first(Array("two".utf8), bytes, 12..<14) == nil)
    #expect(first(Array("one".utf8), bytes, 9..<15) == nil)
    #expect(first([], bytes, 0..<15) == nil)
    #expect(first(Array("two".utf8), bytes, 0..<16) == nil)
    #expect(first(Array("x".utf8), bytes, 3..<3) == nil)
  }
}
