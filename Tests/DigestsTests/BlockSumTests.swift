import Digests
import Testing

@Suite struct BlockSumTests {
  private let key = SumKey(Array("a seed".utf8))
  private let message = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ $0 >> 7) }

  private func sums(_ message: [UInt8], _ key: SumKey) -> [UInt8] {
    var sums: [UInt8] = []
    unsafe message.withUnsafeBytes { unsafe key.sum($0, to: &sums) }
    return sums
  }

  /// NH in Python's whole numbers, with the key drawn by its hashlib.
  @Test func `the sums are those of another program`() {
    #expect(
      Hexadecimal.text(sums(message, key))
        == "2ed4e7fdc64a699a726a162374338d846e6b018a4c75ef5327d0b2a31b6d1991d9574937b1c359d4f730c3bd2f709262")
    #expect(Hexadecimal.text(sums(Array("abc".utf8), key)) == "f03176155e482c75545d526fde91a502")
  }

  @Test(arguments: [0, 7, 8, 15, 16, 31, 8_191, 8_192, 16_383, 16_384, 19_999])
  func `any other byte gives other sums`(place: Int) {
    var other = message
    other[place] ^= 0x80
    #expect(sums(other, key) != sums(message, key))
    #expect(sums(message, SumKey(Array("another seed".utf8))) != sums(message, key))
  }

  @Test func `blocks may be given one after the other, and a block in parts`() {
    var pieces: [UInt8] = []
    for start in stride(from: 0, to: message.count, by: SumKey.blockLength) {
      pieces += sums(Array(message[start...].prefix(SumKey.blockLength)), key)
    }
    #expect(pieces == sums(message, key))

    var (whole, parts) = (BlockSum(), BlockSum())
    unsafe message.withUnsafeBytes { bytes in
      let block = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<SumKey.blockLength])
      unsafe whole.add(block, at: 0, under: key)
      var place = 0
      for length in [16, 48, 4_096, 16, 0, 4_016] {
        let part = unsafe UnsafeRawBufferPointer(rebasing: block[place..<place + length])
        unsafe parts.add(part, at: place, under: key)
        place += length
      }
      #expect(place == SumKey.blockLength)
    }
    #expect(parts.low == whole.low && parts.high == whole.high)
  }

  @Test func `nothing has no sums, and what is missing of the last unit counts as zeros`() {
    #expect(sums([], key).isEmpty)
    #expect(sums([1, 2, 3], key) == sums([1, 2, 3] + [UInt8](repeating: 0, count: 13), key))
    #expect(sums([1, 2, 3], key) != sums([1, 2, 4], key))
  }
}
