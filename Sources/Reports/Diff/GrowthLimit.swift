/// How much larger an image may become: a share of what it was, or a number of bytes.
package struct GrowthLimit: Sendable, Hashable {
  private enum Amount: Hashable {
    /// In thousandths of a percent.
    case share(Int64)
    case bytes(Int64)
  }

  /// As it was given.
  package let text: String
  private let amount: Amount

  /// Bytes in each unit: powers of ten, as reports write sizes, and powers of two with an `i`.
  private static let units: [String: Int64] = [
    "": 1, "b": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000, "kib": 1 << 10, "mib": 1 << 20,
    "gib": 1 << 30,
  ]

  /// Far above any image, and far below what overflows.
  private static let largestNumber: Int64 = 1_000_000_000_000

  /// Takes `10%`, `2.5%`, `20MB`, `1.5 GiB` or a number of bytes; nil for anything else.
  package init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let thousandths = Self.thousandths(digits) else { return nil }
    let unit = text[digits.endIndex...].drop { $0 == " " }.lowercased()
    if unit == "%" {
      amount = .share(thousandths)
    } else {
      guard let bytes = Self.units[unit] else { return nil }
      amount = .bytes(Int64(clamping: Int128(thousandths) * Int128(bytes) / 1000))
    }
    self.text = text
  }

  /// A decimal number with at most three places, in thousandths.
  private static func thousandths(_ digits: Substring) -> Int64? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, let whole = Int64(first), whole <= largestNumber else { return nil }
    guard parts.count > 1 else { return whole * 1000 }
    guard parts.count == 2, (1...3).contains(parts[1].count),
      let rest = Int64(parts[1] + String(repeating: "0", count: 3 - parts[1].count))
    else { return nil }
    return whole * 1000 + rest
  }

  /// Whether something grew by more; exactly the limit is allowed.
  package func isExceeded(by change: ByteChange) -> Bool {
    switch amount {
    case .share(let thousandths):
      Int128(change.growth) * 100_000 > Int128(change.old) * Int128(thousandths)
    case .bytes(let bytes): change.growth > bytes
    }
  }
}
