extension Duration {
  /// Reads `1h5m30s20ms`, with the units us, ms, s, m, h, d and w; nil for anything else.
  package init?(compose text: String) {
    guard !text.isEmpty else { return nil }
    if text == "0" {
      self = .zero
      return
    }
    var rest = text[...]
    if rest.hasPrefix("-") { return nil }
    var seconds = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let amount = Double(digits), let factor = Self.factors[String(unit)] else { return nil }
      seconds += amount * factor
    }
    guard seconds < 1e12 else { return nil }
    self = .seconds(seconds)
  }

  private static let factors: [String: Double] = [
    "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800,
  ]
}
