/// Points and spans of time (CEL's language definition, "Timestamps and Durations").
extension Evaluation {
  static func time(_ name: String, _ text: String) throws(EvaluationError) -> Value {
    if name == "timestamp" {
      guard let point = TimeText.point(text) else {
        throw EvaluationError("'\(text)' is not a timestamp; write it as in 2026-01-31T00:00:00Z")
      }
      return .timestamp(point)
    }
    guard let span = TimeText.span(text) else {
      throw EvaluationError("'\(text)' is not a duration; write it as in 36h or 1h30m")
    }
    return .duration(span)
  }

  /// What `+` and `-` give; nil for types that they do not take.
  static func timeArithmetic(_ sign: String, _ left: Value, _ right: Value) throws(EvaluationError) -> Value?
  {
    switch (sign, left, right) {
    case ("-", .timestamp(let first), .timestamp(let second)): return try span(first - second)
    case ("-", .timestamp(let first), .duration(let second)): return try point(first - second)
    case ("+", .timestamp(let first), .duration(let second)),
      ("+", .duration(let first), .timestamp(let second)):
      return try point(first + second)
    case ("+", .duration(let first), .duration(let second)): return try span(first + second)
    case ("-", .duration(let first), .duration(let second)): return try span(first - second)
    default: return nil
    }
  }

  static func point(_ value: TimeValue) throws(EvaluationError) -> Value {
    guard TimeValue.points.contains(value.seconds) else {
      throw EvaluationError("a timestamp is outside the years 1 to 9999")
    }
    return .timestamp(value)
  }

  private static func span(_ value: TimeValue) throws(EvaluationError) -> Value {
    guard TimeValue.spans.contains(value.seconds) else { throw EvaluationError("a duration is too long") }
    return .duration(value)
  }

  /// A part of a point in UTC, or the whole units of a span; nil for a function that does not give such.
  static func part(_ name: String, of value: Value) -> Int64? {
    switch value {
    case .timestamp(let point):
      let days = point.seconds.floored(by: 86_400)
      let clock = point.seconds - days * 86_400
      let date = CivilDay(days: days)
      switch name {
      case "getFullYear": return date.year
      case "getMonth": return date.month - 1
      case "getDate": return date.day
      case "getDayOfMonth": return date.day - 1
      case "getDayOfYear": return days - CivilDay(year: date.year, month: 1, day: 1).days
      // The first day of 1970 was a Thursday.
      case "getDayOfWeek": return (days + 4) - (days + 4).floored(by: 7) * 7
      case "getHours": return clock / 3600
      case "getMinutes": return clock / 60 % 60
      case "getSeconds": return clock % 60
      case "getMilliseconds": return point.nanoseconds / 1_000_000
      default: return nil
      }
    case .duration(let span):
      switch name {
      case "getHours": return span.whole(3600)
      case "getMinutes": return span.whole(60)
      case "getSeconds": return span.whole(1)
      case "getMilliseconds": return span.nanoseconds / 1_000_000
      default: return nil
      }
    case .null, .bool, .int, .double, .string, .list, .map, .record, .type, .unknown: return nil
    }
  }
}
