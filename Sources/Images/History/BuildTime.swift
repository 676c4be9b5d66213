/// When a build step was done: an RFC 3339 time, as far as steps are to be set against each other.
package struct BuildTime: Sendable, Hashable, Comparable {
  /// Seconds since 1970; fractions are dropped.
  package let seconds: Int64

  /// nil for what is no RFC 3339 time.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, Self.marks.allSatisfy({ bytes[$0.place] == $0.mark }),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
      let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
      (1...12).contains(month), (1...31).contains(day), let offset = Self.offset(bytes[19...])
    else { return nil }
    let clock = Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
    seconds = Self.daysSince1970(year, month, day) * 86_400 + clock - offset
  }

  package static func < (left: BuildTime, right: BuildTime) -> Bool { left.seconds < right.seconds }

  private static let marks: [(place: Int, mark: UInt8)] = [
    (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")), (13, UInt8(ascii: ":")),
    (16, UInt8(ascii: ":")),
  ]

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy(\.isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Seconds east of Greenwich, of `Z`, `+01:00` or `-08:00` after a fraction.
  private static func offset(_ rest: ArraySlice<UInt8>) -> Int64? {
    var rest = rest
    if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: \.isDigit) }
    guard let sign = rest.popFirst() else { return nil }
    if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") { return rest.isEmpty ? 0 : nil }
    guard rest.count == 5, let hours = number(rest.prefix(2)), let minutes = number(rest.suffix(2)),
      sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    else { return nil }
    let seconds = Int64(hours) * 3600 + Int64(minutes) * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  /// Of the proleptic Gregorian calendar, counted in eras of 400 years that begin in March.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let year = Int64(month <= 2 ? year - 1 : year)
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
