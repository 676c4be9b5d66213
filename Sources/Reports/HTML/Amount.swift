import Findings

/// Numbers as the page shows them.
enum Amount {
  /// `1 finding`, `2 findings`.
  static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

  /// A part of one in percent: `12 %`, `<1 %`.
  static func percent(_ part: Double) -> String {
    guard part.isFinite else { return "0 %" }
    if part > 0, part < 0.01 { return "<1 %" }
    return part < 1_000_000 ? "\(Int((part * 100).rounded())) %" : "more than a million times"
  }

  /// With at most two decimals, and none that are zero.
  static func decimal(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return value.isFinite ? "\(value)" : "0" }
    let hundredths = Int64((value.magnitude * 100).rounded())
    let sign = value < 0 && hundredths > 0 ? "-" : ""
    let whole = hundredths / 100
    switch hundredths % 100 {
    case 0: return "\(sign)\(whole)"
    case let rest where rest % 10 == 0: return "\(sign)\(whole).\(rest / 10)"
    case let rest: return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
  }

  static func bytes(_ value: Double) -> String {
    ByteCount.show(value.isFinite ? Int64(clamping: Int(max(-9e18, min(9e18, value)))) : 0)
  }
}
