/// A point of time, counted from 1970 in UTC, or a span of it: whole seconds, and the nanoseconds after them.
package struct TimeValue: Sendable, Hashable, Comparable {
  package let seconds: Int64
  /// From 0 up to below a second, before 1970 and in negative spans too.
  package let nanoseconds: Int64

  package init(seconds: Int64, nanoseconds: Int64 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  static let second: Int64 = 1_000_000_000

  /// The years 1 to 9999, as CEL bounds points of time.
  static let points: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
  /// Some ten thousand years, as CEL bounds spans.
  static let spans: ClosedRange<Int64> = -315_576_000_000...315_576_000_000

  package static func < (left: TimeValue, right: TimeValue) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  // Both are bounded far below what 64 bits hold, so that no sum overflows.

  static func + (left: TimeValue, right: TimeValue) -> TimeValue {
    TimeValue(sum: left.seconds + right.seconds, left.nanoseconds + right.nanoseconds)
  }

  static func - (left: TimeValue, right: TimeValue) -> TimeValue {
    TimeValue(sum: left.seconds - right.seconds, left.nanoseconds - right.nanoseconds)
  }

  private init(sum seconds: Int64, _ nanoseconds: Int64) {
    let carry = nanoseconds < 0 ? -1 : nanoseconds / Self.second
    self.init(seconds: seconds + carry, nanoseconds: nanoseconds - carry * Self.second)
  }

  /// The whole units of so many seconds in a span, towards zero.
  func whole(_ unit: Int64) -> Int64 {
    let towardsZero = seconds < 0 && nanoseconds > 0 ? seconds + 1 : seconds
    return towardsZero / unit
  }
}

/// A day of the proleptic Gregorian calendar, counted in eras of 400 years that begin in March.
struct CivilDay: Hashable {
  let year: Int64
  /// From 1.
  let month: Int64
  /// From 1.
  let day: Int64

  private static let daysOfEra: Int64 = 146_097
  /// From the first day of an era to 1970.
  private static let epoch: Int64 = 719_468

  init(year: Int64, month: Int64, day: Int64) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// - Parameter days: since 1970.
  init(days: Int64) {
    let shifted = days + Self.epoch
    let era = (shifted >= 0 ? shifted : shifted - Self.daysOfEra + 1) / Self.daysOfEra
    let dayOfEra = shifted - era * Self.daysOfEra
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Since 1970.
  var days: Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysOfEra + dayOfEra - Self.epoch
  }
}
