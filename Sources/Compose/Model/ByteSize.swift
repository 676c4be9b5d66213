/// An amount of memory or storage in bytes, as Compose reads it: every unit has base 1024.
package struct ByteSize: Sendable, Hashable, Comparable {
  /// Bytes; -1 stands for "unlimited" where Compose allows it.
  package var bytes: Int

  package init(bytes: Int) {
    self.bytes = bytes
  }

  /// Reads `1073741824`, `512m`, `1.5 GB` or `1GiB`; nil for anything else.
  package init?(_ text: String) {
    let trimmed = text.lowercased()
    let digits = trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
    var unit = trimmed.dropFirst(digits.count)
    if unit.hasPrefix(" ") { unit = unit.dropFirst() }
    guard let amount = Double(digits), amount.isFinite, amount >= 0 || (amount == -1 && unit.isEmpty) else {
      return nil
    }
    guard let shift = Self.shifts[String(unit)] else { return nil }
    let value = amount * Double(1 << shift)
    guard value < 9e18 else { return nil }
    self.bytes = Int(value)
  }

  package static func < (left: ByteSize, right: ByteSize) -> Bool { left.bytes < right.bytes }

  private static let shifts: [String: Int] = {
    var shifts = ["": 0, "b": 0]
    for (index, letter) in ["k", "m", "g", "t", "p"].enumerated() {
      for suffix in ["", "b", "ib"] { shifts[letter + suffix] = (index + 1) * 10 }
    }
    return shifts
  }()
}

extension ByteSize: CustomStringConvertible {
  /// The largest unit that gives a whole number, or one decimal.
  package var description: String {
    // Each unit has ten bits more than the one before it.
    let power = bytes > 0 ? min((Int.bitWidth - 1 - bytes.leadingZeroBitCount) / 10, 3) : 0
    let unit = ["B", "K", "M", "G"][power]
    let factor = 1 << (10 * power)
    if bytes % factor == 0 { return "\(bytes / factor)\(unit)" }
    let tenths = Int((Double(bytes) / Double(factor) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)\(unit)"
  }
}
