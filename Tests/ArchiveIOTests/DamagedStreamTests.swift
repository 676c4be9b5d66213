import TestSupport
import Testing

/// Packed streams that are damaged: what is read of them, and where the damage is said to be.
@Suite struct DamagedStreamTests {
  /// The first 512 bytes always come together, as they tell what the file is: damage has to lie behind them.
  @Test func `how the bytes of several streams come changes nothing`() {
    let all = Packed.hello + Packed.tars + Packed.rareTars
    #expect(Set(all.map(\.form)).isSuperset(of: ["zstd", "xz", "bzip2", "lz4"]))
    var damages = 0
    for (form, stream) in all {
      let packed = Array([[UInt8]](repeating: stream, count: 1 + 1_500 / stream.count).joined())
      for place in stride(from: 4, to: packed.count, by: packed.count / 40) {
        var bytes = packed
        bytes[place] ^= 0x5a
        let whole = InsideRecord(bytes).lines
        for length in [1, 61, 601] {
          #expect(InsideRecord(bytes, inPiecesOf: length).lines == whole, "\(form), byte \(place), \(length)")
        }
        damages += whole.contains { $0.contains("damaged") } ? 1 : 0
      }
    }
    #expect(damages > 100)
  }

  /// The fuzzer found that such a block lay at byte 0 of a file in memory, and at byte 596 of the same file in pieces.
  @Test func `a block of zstd that is damaged lies at one place, however it comes`() {
    let header: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58]
    // The last block, of compressed data, and its 588 bytes (RFC 8878, section 3.1.1.2).
    let block: [UInt8] = [0x65, 0x12, 0] + [UInt8](repeating: 0x30, count: 588)
    let whole = InsideRecord(header + block).lines
    #expect(whole.count == 1 && whole[0].contains("zstd at byte 0"), "\(whole)")
    #expect(InsideRecord(header + block, inPiecesOf: 1).lines == whole)
  }
}
