import TestSupport
import Testing

@testable import ArchiveIO

/// Which blocks are headers of a tar: by the checksum, and by the form of the numbers.
struct TarBlockTests {
  private func isHeader(_ block: [UInt8]) -> Bool { TarBlock.isHeader(block.span) }

  @Test func `a header is one, with a checksum of either sign and numbers of either kind`() {
    for name in ["a", "ü", "folder/with/a/name"] {
      var block = Array(TarWriter.tar([TarWriter.Member(name, content: "x")]).prefix(512))
      #expect(isHeader(block))
      block[0] ^= 1
      #expect(!isHeader(block))
    }
  }

  /// As LLVM's bitcode did: one digit in the field, and bytes whose signed sum is it by chance.
  @Test func `a sum that is right by chance makes no header`() {
    var block = [UInt8](repeating: 0, count: 512)
    block[0] = 1
    block[148] = UInt8(ascii: "2")
    // 8 blanks for the field, 1 for the first byte: 257 - 127 - 127 - 1 = 2.
    (block[300], block[301], block[302]) = (0x81, 0x81, 0xFF)
    #expect(isHeader(block))
    block[149] = UInt8(ascii: "\"")
    #expect(!isHeader(block))
    block[149] = 0
    block[100] = UInt8(ascii: "J")
    block[303] = UInt8(bitPattern: -0x4A)
    #expect(!isHeader(block))
  }
}
