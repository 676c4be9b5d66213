/// Dates and times (TOML 1.0, "Offset Date-Time" to "Local Time"): their form alone, since nothing reads their value.
enum TOMLMoment {
  /// Whether a text is a date, a time, or both with or without an offset.
  static func isOne(_ text: ArraySlice<UInt8>) -> Bool {
    if isTime(text) { return true }
    let date = text.prefix(10)
    guard isDate(date) else { return false }
    let rest = text.dropFirst(10)
    guard let mark = rest.first else { return true }
    guard "Tt ".utf8.contains(mark) else { return false }
    let behind = rest.dropFirst()
    if let last = behind.last, "Zz".utf8.contains(last) { return isTime(behind.dropLast()) }
    if let sign = behind.firstIndex(where: { "+-".utf8.contains($0) }) {
      return isTime(behind[..<sign]) && isOffset(behind[(sign + 1)...])
    }
    return isTime(behind)
  }

  /// `1979-05-27`; no month has more days than it has.
  static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    guard let parts = numbers(text, form: "0000-00-00") else { return false }
    let (year, month, day) = (parts[0], parts[1], parts[2])
    guard (1...12).contains(month) else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  /// `07:32:00` and perhaps parts of a second.
  private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
    guard let parts = numbers(text.prefix(8), form: "00:00:00"), parts[0] < 24, parts[1] < 60, parts[2] <= 60
    else { return false }
    let rest = text.dropFirst(8)
    return rest.isEmpty
      || rest.first == UInt8(ascii: ".") && rest.count > 1 && rest.dropFirst().allSatisfy(TOMLReader.isDigit)
  }

  private static func isOffset(_ text: ArraySlice<UInt8>) -> Bool {
    guard let parts = numbers(text, form: "00:00") else { return false }
    return parts[0] < 24 && parts[1] < 60
  }

  /// The numbers of a text whose digits and other characters stand where those of the form do.
  private static func numbers(_ text: ArraySlice<UInt8>, form: String) -> [Int]? {
    guard text.count == form.utf8.count else { return nil }
    var numbers = [0]
    for (byte, place) in zip(text, form.utf8) {
      if place != UInt8(ascii: "0") {
        guard byte == place else { return nil }
        numbers.append(0)
        continue
      }
      guard TOMLReader.isDigit(byte) else { return nil }
      numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return numbers
  }
}
