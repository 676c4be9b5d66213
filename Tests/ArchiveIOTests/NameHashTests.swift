import TestSupport
import Testing

@testable import ArchiveIO

@Suite struct NameHashTests {
  private func hash(_ name: ArraySlice<UInt8>, _ seed: UInt64) -> UInt64 { name.span.nameHash(seed: seed) }

  private func areEqual(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
    one.span.isEqual(to: other.span)
  }

  @Test func `equal names have one hash wherever they lie, and a byte at any place makes another name`() {
    var random = FixedRandom(seed: 3)
    for length in 0...40 {
      let name = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let padded = [1, 2, 3] + name + [4]
      let inside = padded[3..<(3 + length)]
      #expect(areEqual(inside, name[...]))
      #expect(hash(inside, 5) == hash(name[...], 5))
      for place in 0..<length {
        var other = name
        other[place] ^= 1
        #expect(!areEqual(other[...], name[...]))
        #expect(hash(other[...], 5) != hash(name[...], 5))
      }
      #expect(!areEqual((name + [0])[...], name[...]))
      #expect(hash((name + [0])[...], 5) != hash(name[...], 5))
    }
  }

  @Test func `another seed gives another hash`() {
    let name = Array("usr/bin/env".utf8)
    #expect(Set((0..<100).map { hash(name[...], $0) }).count == 100)
  }

  @Test func `names that differ little fall into different slots`() {
    let slots = Set((0..<4096).map { hash(Array("lib\($0).so".utf8)[...], 9) & 0xFFFF })
    // Chance alone gives 3,970 of 4,096.
    #expect(slots.count > 3_900)
  }
}
