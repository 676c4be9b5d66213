import Testing

@testable import PatternScan

/// Every form of a search that this machine has finds what a loop over the bytes finds.
@Suite struct ByteKernelTests {
  /// Bytes of few kinds, so that what is looked for stands in some of them, across blocks and at both ends.
  private func sample(_ random: inout some RandomNumberGenerator) -> [UInt8] {
    let kinds: [UInt8] = [0, 0x0A, 0x1F, 0x20, 0x61, 0x7E, 0x7F, 0xFF]
    let text = Int.random(in: 1...40, using: &random)
    return (0..<Int.random(in: 0...400, using: &random)).map { _ in
      Int.random(in: 0..<text, using: &random) == 0 ? kinds.randomElement(using: &random) ?? 0 : 0x61
    }
  }

  /// Strings of two bytes for each character, short and long.
  private func wideSample(_ random: inout some RandomNumberGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < 300 {
      bytes += [UInt8](repeating: 0xFF, count: Int.random(in: 1...90, using: &random))
      for _ in 0..<Int.random(in: 0...5, using: &random) { bytes += [0x61, 0] }
    }
    return bytes
  }

  @Test(arguments: InstructionSet.ofThisMachine) func `text is found by its first byte`(set: InstructionSet) {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let bytes = sample(&random)
      let start = Int.random(in: 0...bytes.count, using: &random)
      let found = unsafe bytes.withUnsafeBytes {
        unsafe ByteKernel.textPlace($0, from: start, as: .init(set))
      }
      let expected = (start..<max(start, bytes.count - 7)).first { place in
        bytes[place..<(place + 8)].allSatisfy { $0 >= 0x20 && $0 < 0x7F }
      }
      #expect(found == expected, "from \(start) in \(bytes)")
    }
  }

  @Test(arguments: InstructionSet.ofThisMachine) func `a wide place is found in its block`(
    set: InstructionSet
  ) {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let bytes = wideSample(&random)
      let start = Int.random(in: 0..<64, using: &random)
      let found = unsafe bytes.withUnsafeBytes {
        unsafe ByteKernel.widePlace($0, from: start, as: .init(set))
      }
      let blocks = (bytes.count - start) / ByteMask.width
      let expected = (start..<(start + blocks * ByteMask.width)).first { place in
        (place - start) % ByteMask.width <= ByteMask.width - 8
          && (0..<4).allSatisfy { bytes[place + 2 * $0] == 0x61 && bytes[place + 2 * $0 + 1] == 0 }
      }
      #expect(found == expected ?? start + blocks * ByteMask.width, "from \(start) in \(bytes)")
    }
  }

  @Test(arguments: InstructionSet.ofThisMachine) func `bytes are counted`(set: InstructionSet) {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let bytes = sample(&random)
      let found = unsafe bytes.withUnsafeBytes { unsafe ByteKernel.count(0x0A, in: $0, as: .init(set)) }
      #expect(found == bytes.count { $0 == 0x0A })
    }
  }
}
