import PatternScan

/// What the texts of a program show of mining cryptocurrency. One sign alone may be a word of somebody who looks for miners;
/// two different ones are a miner's.
package enum MinerSign: String, Codable, Sendable, Hashable, CaseIterable {
  /// The scheme of a pool's address.
  case pool
  /// The commands that a pool takes.
  case commands
  /// The option for the share that the author gets.
  case donation
  /// The name of an algorithm by which coins are mined.
  case algorithm

  /// In pieces, so that this program does not look like a miner.
  private var texts: [[UInt8]] {
    let pieces: [[String]] =
      switch self {
      case .pool: [["strat", "um+tcp"]]
      case .commands: [["mining", ".subscribe"], ["mining", ".authorize"], ["mining", ".submit"]]
      case .donation: [["donate", "-level"]]
      case .algorithm:
        [["crypto", "night"], ["rand", "omx"], ["kaw", "pow"], ["et", "hash"], ["yes", "power"]]
      }
    return pieces.map { Array($0.joined().utf8) }
  }

  /// The signs in a program's constants; all of them speak with a pool, so a program without that costs one search.
  static func find(in file: ELFFile, _ bytes: Span<UInt8>) -> [MinerSign] {
    let ranges: [Range<Int>]
    if let section = file.section(".rodata") {
      ranges = file.range(of: section, in: bytes).map { [$0] } ?? []
    } else {
      // Who hides something removes the table of sections.
      ranges = file.sections == nil ? file.withoutCode(upTo: bytes.count) : []
    }
    func isThere(_ sign: MinerSign) -> Bool {
      sign.texts.contains { text in
        ranges.contains { bytes.firstOccurrence(of: text, in: $0) != nil }
      }
    }
    guard isThere(.pool) else { return [] }
    return [.pool] + allCases.filter { $0 != .pool && isThere($0) }
  }
}
