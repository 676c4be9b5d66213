/// Points and spans of time as texts: RFC 3339, and Go's way to write durations, which CEL takes over.
enum TimeText {
  // MARK: Points

  /// A point as RFC 3339 writes it; nil for anything else, and for days that no month has.
  static func point(_ text: String) -> TimeValue? {
    let bytes = Array(text.utf8)
    let marks: [(Int, Character)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
    guard bytes.count >= 20, marks.allSatisfy({ bytes[$0.0] == $0.1.asciiValue }),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
      let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
      let second = number(bytes[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }
    let date = CivilDay(year: year, month: month, day: day)
    guard (1...12).contains(month), day > 0, CivilDay(days: date.days) == date,
      let (nanoseconds, zone) = fraction(bytes[19...]), let offset = offset(zone)
    else { return nil }
    let seconds = date.days * 86_400 + hour * 3600 + minute * 60 + second - offset
    return TimeValue.points.contains(seconds) ? TimeValue(seconds: seconds, nanoseconds: nanoseconds) : nil
  }

  /// As RFC 3339 writes it, in UTC.
  static func text(point: TimeValue) -> String {
    let days = point.seconds.floored(by: 86_400)
    let date = CivilDay(days: days)
    let clock = point.seconds - days * 86_400
    let time = [clock / 3600, clock / 60 % 60, clock % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T\(time)"
      + "\(fraction(point.nanoseconds))Z"
  }

  /// Seconds east of Greenwich of `Z`, `+01:00` or `-08:00`.
  private static func offset(_ zone: ArraySlice<UInt8>) -> Int64? {
    guard let sign = zone.first else { return nil }
    if sign == UInt8(ascii: "Z") { return zone.count == 1 ? 0 : nil }
    let rest = zone.dropFirst()
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), rest.count == 5,
      rest.dropFirst(2).first == UInt8(ascii: ":"), let hours = number(rest.prefix(2)),
      let minutes = number(rest.suffix(2)), hours < 24, minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  // MARK: Spans

  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1000), ("µs", 1000), ("ms", 1_000_000), ("s", TimeValue.second),
    ("m", 60 * TimeValue.second), ("h", 3600 * TimeValue.second),
  ]

  /// A span such as `90m`, `1h30m` or `-1.5s`; nil for anything else.
  static func span(_ text: String) -> TimeValue? {
    var rest = text[...]
    let isNegative = rest.hasPrefix("-")
    if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
    if rest == "0" { return TimeValue(seconds: 0) }
    guard !rest.isEmpty else { return nil }
    var sum = TimeValue(seconds: 0)
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let name = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
      rest = rest.dropFirst(name.count)
      guard let unit = units.first(where: { $0.name == name }), let part = part(digits, of: unit.nanoseconds)
      else { return nil }
      sum = sum + part
      guard TimeValue.spans.contains(sum.seconds) else { return nil }
    }
    return isNegative ? TimeValue(seconds: 0) - sum : sum
  }

  private static func part(_ digits: Substring, of unit: Int64) -> TimeValue? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.contains(where: { !$0.isEmpty }),
      let whole = parts[0].isEmpty ? 0 : Int64(parts[0])
    else { return nil }
    let perSecond = TimeValue.second
    // Long units in seconds, short ones in nanoseconds, so that neither overflows within the bounds of spans.
    var value: TimeValue
    if unit >= perSecond {
      let (seconds, overflows) = whole.multipliedReportingOverflow(by: unit / perSecond)
      guard !overflows, TimeValue.spans.contains(seconds) else { return nil }
      value = TimeValue(seconds: seconds)
    } else {
      let perUnit = perSecond / unit
      value = TimeValue(seconds: whole / perUnit, nanoseconds: whole % perUnit * unit)
      guard TimeValue.spans.contains(value.seconds) else { return nil }
    }
    var scale = unit
    for digit in parts.count > 1 ? parts[1] : "" {
      guard let number = digit.wholeNumberValue else { return nil }
      // What is less than a nanosecond does not count.
      value =
        value
        + TimeValue(
          seconds: Int64(number) * scale / 10 / perSecond, nanoseconds: Int64(number) * scale / 10 % perSecond
        )
      scale /= 10
    }
    return value
  }

  /// In seconds, as CEL's `string()` gives it: `5400s`, `-1.5s`.
  static func text(span: TimeValue) -> String {
    guard span.seconds < 0 else { return "\(span.seconds)\(fraction(span.nanoseconds))s" }
    let positive = TimeValue(seconds: 0) - span
    return "-\(positive.seconds)\(fraction(positive.nanoseconds))s"
  }

  // MARK: Digits

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
  }

  /// The nanoseconds of a fraction at the start, and what follows it.
  private static func fraction(_ bytes: ArraySlice<UInt8>) -> (Int64, ArraySlice<UInt8>)? {
    guard bytes.first == UInt8(ascii: ".") else { return (0, bytes) }
    let digits = bytes.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty, let known = number(digits.prefix(9)) else { return nil }
    let missing = 9 - min(digits.count, 9)
    return ((0..<missing).reduce(known) { value, _ in value * 10 }, bytes[digits.endIndex...])
  }

  /// A fraction of a second without the zeros at its end; empty for none.
  private static func fraction(_ nanoseconds: Int64) -> String {
    guard nanoseconds > 0 else { return "" }
    let digits = padded(nanoseconds, 9)
    return "." + String(digits.reversed().drop { $0 == "0" }.reversed())
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Int64 {
  /// The quotient, rounded down.
  func floored(by divisor: Int64) -> Int64 { (self - (self % divisor + divisor) % divisor) / divisor }
}
