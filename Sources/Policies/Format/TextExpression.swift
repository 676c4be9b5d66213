import Compose
import Findings
import PatternScan

/// A regular expression that is searched for in a text; it works on bytes and gives up rather than run on and on.
package struct TextExpression: Sendable, Hashable {
  /// What a search came to.
  package enum Answer: Sendable, Hashable {
    /// Found, from this byte on.
    case found(at: Int)
    case absent
    /// The search was given up at its limit of steps.
    case unknown
  }

  package let text: String
  private let expression: ConfirmingExpression

  /// `byLine`: `^` and `$` hold at every line and not only at the ends of the text.
  /// - Throws: `PatternError` with the place in the expression where it is wrong.
  package init(_ text: String, byLine: Bool = false) throws(PatternError) {
    self.text = text
    expression = ConfirmingExpression(text, byLine: byLine)
    try expression.check()
  }

  package static func == (left: TextExpression, right: TextExpression) -> Bool { left.text == right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// Searches all of a text.
  package func find(in bytes: [UInt8]) -> Answer {
    do throws(PatternError) {
      var scratch = try ConfirmingScratch()
      switch try scratch.confirm(expression, in: bytes.span, starts: 0...bytes.count, to: bytes.count) {
      case .match(let match): return .found(at: match.whole.lowerBound)
      case .none: return .absent
      case .gaveUp: return .unknown
      }
    } catch {
      return .unknown
    }
  }
}

extension PolicyForm {
  /// A regular expression that PCRE2 takes.
  static let searchable = PolicyForm(
    expectation: "a valid regular expression",
    schema: #""type": "string", "minLength": 1, "format": "regex""#
  ) { !$0.text.isEmpty && TextExpression.reads($0.text) }
}

extension TextExpression {
  fileprivate static func reads(_ text: String) -> Bool {
    do throws(PatternError) {
      _ = try TextExpression(text)
      return true
    } catch {
      return false
    }
  }

  /// The expression of a text that was checked; nil for one that cannot be read.
  static func checked(_ text: String, byLine: Bool) -> TextExpression? {
    do throws(PatternError) { return try TextExpression(text, byLine: byLine) } catch { return nil }
  }
}
