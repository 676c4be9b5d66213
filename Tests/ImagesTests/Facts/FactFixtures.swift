import Foundation
import Testing

/// The files in `testdata/facts`, which the script there makes with the real tools.
func fixture(_ name: String) throws -> [UInt8] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../testdata/facts")
  return try [UInt8](Data(contentsOf: root.appending(path: name)))
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// SplitMix64, so that a failure comes again.
struct FixedRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// The same bytes with one to four of them changed, `count` times.
func damaged(_ original: [UInt8], count: Int, seed: UInt64 = 1) -> [[UInt8]] {
  var random = FixedRandom(seed: seed)
  return (0..<count).map { _ in
    var copy = original
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      copy[Int.random(in: copy.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    return copy
  }
}
