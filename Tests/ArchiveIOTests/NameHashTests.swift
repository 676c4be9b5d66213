import TestSupport
import Testing

@testable import ArchiveIO

@Suite struct NameHashTests {
  @Test func `equal names have one hash wherever they lie, and a byte at any place makes another name`() {
    var random = FixedRandom(seed: 3)
    for length in 0...40 {
      let name = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let padded = [1, 2, 3] + name + [4]
      let inside = padded.span.extracting(3..<(3 + length))
      #expect(inside.isEqual(to: name.span))
      #expect(inside.nameHash(seed: 5) == name.span.nameHash(seed: 5))
      for place in 0..<length {
        var other = name
        other[place] ^= 1
        #expect(!other.span.isEqual(to: name.span))
        #expect(other.span.nameHash(seed: 5) != name.span.nameHash(seed: 5))
      }
      #expect(!(name + [0]).span.isEqual(to: name.span))
      #expect((name + [0]).span.nameHash(seed: 5) != name.span.nameHash(seed: 5))
    }
  }

  @Test func `another seed gives another hash`() {
    let name = Array("usr/bin/env".utf8)
    #expect(Set((0..<100).map { name.span.nameHash(seed: $0) }).count == 100)
  }

  @Test func `names that differ little fall into different slots`() {
    let slots = Set((0..<4096).map { Array("lib\($0).so".utf8).span.nameHash(seed: 9) & 0xFFFF })
    // Chance alone gives 3,970 of 4,096.
    #expect(slots.count > 3_900)
  }
}
