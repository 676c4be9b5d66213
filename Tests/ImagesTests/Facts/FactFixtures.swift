import Foundation
import TestSupport
import Testing

/// The files in `testdata/facts`, which the script there makes with the real tools.
func fixture(_ name: String) throws -> [UInt8] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../testdata/facts")
  return try [UInt8](Data(contentsOf: root.appending(path: name)))
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

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
