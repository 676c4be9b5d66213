/// A second in UTC, as formats write it that ask for a time.
///
/// Nothing here reads a clock: a time is either given (`SOURCE_DATE_EPOCH`) or the image's own.
package struct Timestamp: Sendable, Hashable, Comparable {
  /// `2024-01-31T12:00:00Z`.
  package let text: String

  /// Seconds since 1970; nil before the year 0 and after 9999, which the form cannot say.
  package init?(seconds: Int64) {
    let (days, clock) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let second = clock < 0 ? clock + 86_400 : clock
    guard let date = Self.date(days: clock < 0 ? days - 1 : days) else { return nil }
    text =
      "\(date)T\(Self.pad(second / 3600, 2)):\(Self.pad(second / 60 % 60, 2)):\(Self.pad(second % 60, 2))Z"
  }

  /// Takes the form that this type writes; nil for anything else.
  package init?(_ text: String) {
    guard text.wholeMatch(of: /\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\dZ/) != nil else { return nil }
    self.text = text
  }

  /// The first second of 1970: where a format requirements a time and none is known.
  package static let unknown = Timestamp(text: "1970-01-01T00:00:00Z")

  private init(text: String) { self.text = text }

  /// Without the `Z`, as GitLab's reports have it.
  var withoutZone: String { String(text.dropLast()) }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.text < right.text }

  /// The day of the proleptic Gregorian calendar, counted in eras of 400 years that begin in March.
  private static func date(days: Int64) -> String? {
    let shifted = days.addingReportingOverflow(719_468)
    guard !shifted.overflow, (0...3_652_425 + 60).contains(shifted.partialValue) else { return nil }
    let era = shifted.partialValue / 146_097
    let day = shifted.partialValue % 146_097
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let number = year + era * 400 + (month >= 10 ? 1 : 0)
    guard (0...9999).contains(number) else { return nil }
    return
      "\(pad(number, 4))-\(pad(month < 10 ? month + 3 : month - 9, 2))-\(pad(dayOfYear - (153 * month + 2) / 5 + 1, 2))"
  }

  private static func pad(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
