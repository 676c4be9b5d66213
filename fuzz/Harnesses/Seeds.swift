import Foundation
import TestSupport

extension Harness {
  /// Bytes of a seed: what is larger is tried slowly and changed seldom where it matters.
  private static let largest = 160 << 10

  /// Writes the first inputs as files with numbers for names.
  func writeSeeds(to folder: String) throws {
    let url = URL(filePath: folder, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let own = try Seeds.files("../fuzz/seeds/\(name)")
    for (number, seed) in (own + (try seeds())).enumerated() where seed.count <= Self.largest {
      try Data(seed).write(to: url.appending(path: "seed-\(number)"))
    }
  }
}

/// Where first inputs come from.
enum Seeds {
  /// All files below folders of `testdata`, of those names where names are given.
  static func files(_ folders: String..., named names: Set<String>? = nil) throws -> [[UInt8]] {
    try folders.flatMap { folder -> [[UInt8]] in
      let url = TestData.folder.appending(path: folder).standardizedFileURL
      guard FileManager.default.fileExists(atPath: url.path) else { return [] }
      return try TestData.files(below: url)
        .filter { path in names.map { $0.contains(URL(filePath: path).lastPathComponent) } ?? true }
        .map { try [UInt8](Data(contentsOf: URL(filePath: $0))) }
    }
  }

  /// Each seed once for every value of the byte that chooses what the harness does.
  static func chosen(_ choices: some Sequence<UInt8>, _ seeds: [[UInt8]]) -> [[UInt8]] {
    choices.flatMap { choice in seeds.map { [choice] + $0 } }
  }

  /// Each seed, and it with its end gone and with a byte changed in its first part and in its second.
  static func damaged(_ seeds: [[UInt8]]) -> [[UInt8]] {
    seeds.flatMap { seed -> [[UInt8]] in
      guard seed.count > 8 else { return [seed] }
      return [seed, Array(seed.dropLast(seed.count / 3))]
        + [seed.count / 5, seed.count * 3 / 4].map { place in
          var changed = seed
          changed[place] ^= 0x41
          return changed
        }
    }
  }

  /// Some of many, spread over all of them.
  static func some<Value>(_ most: Int, of all: [Value]) -> [Value] {
    guard all.count > most else { return all }
    return (0..<most).map { all[$0 * all.count / most] }
  }
}

/// The fuzzer's bytes as chance: what makes values of chance is steered by them.
struct ByteRandom: RandomNumberGenerator {
  private var bytes: ArraySlice<UInt8>
  private var fallback = FixedRandom(seed: 0)

  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes)[...] }

  var isSpent: Bool { bytes.isEmpty }

  mutating func next() -> UInt64 {
    let next = fallback.next()
    // The highest byte decides among few choices.
    guard let byte = bytes.popFirst() else { return next }
    return UInt64(byte) << 56 | next >> 8
  }
}
