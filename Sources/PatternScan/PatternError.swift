/// Why a pattern could not be compiled or a scan could not be done.
package enum PatternError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The scanner cannot take an expression: which one (its index in the list given), and why.
  case expression(index: Int, text: String, reason: String)
  /// The confirming engine cannot take an expression: where in it (in bytes), and why.
  case confirmation(text: String, offset: Int, reason: String)
  /// The library answered with a code that no input explains.
  case library(function: String, code: Int)

  package var description: String {
    switch self {
    case .expression(_, let text, let reason):
      "the pattern \(PatternError.short(text)) cannot be used: \(reason); write it simpler"
    case .confirmation(let text, let offset, let reason):
      "the pattern \(PatternError.short(text)) is wrong at byte \(offset): \(reason); correct it there"
    case .library(let function, let code):
      "\(function) failed with code \(code); check that the library is whole and memory is not short"
    }
  }

  private static func short(_ text: String) -> String {
    text.count <= 80 ? "'\(text)'" : "'\(text.prefix(77))...'"
  }
}
