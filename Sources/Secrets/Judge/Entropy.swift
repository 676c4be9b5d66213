import Foundation

/// How much a value looks like chance made it.
enum Randomness {
  /// Shannon entropy of the bytes' frequencies, in bits for each byte; 0 for none.
  static func entropy(_ bytes: some Collection<UInt8>) -> Double {
    guard !bytes.isEmpty else { return 0 }
    var counts = [Int](repeating: 0, count: 256)
    for byte in bytes { counts[Int(byte)] += 1 }
    let total = Double(bytes.count)
    return counts.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let share = Double(count) / total
      return sum - share * log2(share)
    }
  }

  /// The share of neighbouring letters, 0 to 1, that are a frequent pair of English; nil below six pairs.
  ///
  /// Words have 0.6 and more, chance has 0.2.
  static func wordiness(_ bytes: [UInt8]) -> Double? {
    var pairs = 0
    var frequent = 0
    for (left, right) in zip(bytes, bytes.dropFirst()) where left.isASCIILetter && right.isASCIILetter {
      // A capital after a small letter starts a new word in camelCase.
      if left.isASCIILower && right.isASCIIUpper { continue }
      pairs += 1
      if frequentPairs.contains(UInt16(left.asciiLower) << 8 | UInt16(right.asciiLower)) { frequent += 1 }
    }
    return pairs < 6 ? nil : Double(frequent) / Double(pairs)
  }

  /// How many of the four kinds it has: small letters, capitals, digits, others.
  static func kinds(_ bytes: [UInt8]) -> Int {
    var kinds: Set<Int> = []
    for byte in bytes {
      kinds.insert(byte.isASCIILower ? 0 : byte.isASCIIUpper ? 1 : byte.isASCIIDigit ? 2 : 3)
    }
    return kinds.count
  }

  /// Changes between letters and digits or between cases, for each byte: chance has many, names have few.
  static func changes(_ bytes: [UInt8]) -> Double {
    guard bytes.count > 1 else { return 0 }
    func kind(_ byte: UInt8) -> Int {
      byte.isASCIILower ? 0 : byte.isASCIIUpper ? 1 : byte.isASCIIDigit ? 2 : 3
    }
    let count = zip(bytes, bytes.dropFirst()).count { kind($0) != kind($1) }
    return Double(count) / Double(bytes.count - 1)
  }

  private static let frequentPairs: Set<UInt16> = {
    let text = """
      th he in er an re nd on en at ou ed ha to or it is hi es ng te ar st se ti le al nt as ve co me de ro ra li \
      ri io ne ll ea la ch ma el om us ic ta of si no so ca di ec et tr ec ce ho wa em be ni ur ie ac ut ly ot il \
      us ss tu ge id ad ai ct pe po pr un ag lo mo ee oo ke sh am ul im op ay da fo wi ns ts ab ey na up pa ss ow \
      rs ir ev ig fi ol ex mp rt ck pl do qu vi ap bl su ff os iv ns rd rm ry sa sp sk sc od ob ks cr br bu bo cl \
      cu ty tt rn rk ld lt ls nc og ok oc oa my mi mb mm ls ki ke ju ja ip if go gr fa fr fu ef eb eg dd ds du dr \
      cc ci by av aw au ak af ys wo wh ub um ud ue uc gl gi ga ft fl dm db
      """
    var pairs: Set<UInt16> = []
    for pair in text.split(separator: " ") {
      let bytes = Array(pair.utf8)
      pairs.insert(UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
    }
    return pairs
  }()
}
