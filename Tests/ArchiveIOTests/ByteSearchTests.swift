import Testing

@testable import ArchiveIO

@Suite struct ByteSearchTests {
  private let bytes = Array("one two one\0two".utf8)

  @Test func `the first place within the range is found`() {
    #expect(bytes.span.firstOccurrence(of: Array("one".utf8), in: 0..<15) == 0)
    #expect(bytes.span.firstOccurrence(of: Array("one".utf8), in: 1..<15) == 8)
    #expect(bytes.span.firstOccurrence(of: Array("two".utf8), in: 12..<15) == 12)
    #expect(bytes.span.firstOccurrence(of: [0], in: 0..<15) == 11)
  }

  @Test func `what reaches beyond the range, is empty or asks beyond the bytes is not`() {
    #expect(bytes.span.firstOccurrence(of: Array("two".utf8), in: 12..<14) == nil)
    #expect(bytes.span.firstOccurrence(of: Array("one".utf8), in: 9..<15) == nil)
    #expect(bytes.span.firstOccurrence(of: [], in: 0..<15) == nil)
    #expect(bytes.span.firstOccurrence(of: Array("two".utf8), in: 0..<16) == nil)
    #expect(bytes.span.firstOccurrence(of: Array("x".utf8), in: 3..<3) == nil)
  }
}
