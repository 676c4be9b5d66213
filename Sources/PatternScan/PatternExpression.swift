import CVectorscan

/// An expression for the scanner, which finds all of a set in one pass over the bytes.
///
/// The syntax is that of Hyperscan's "Pattern Support": Perl's without look-around and back-references.
package struct PatternExpression: Sendable, Hashable {
  package let text: String
  /// ASCII letters match in either case.
  package let ignoresCase: Bool
  /// Where the expression says more than the scanner can do, it finds a superset that a second engine must
  /// confirm, instead of being refused.
  package let allowsSuperset: Bool

  package init(_ text: String, ignoresCase: Bool = false, allowsSuperset: Bool = false) {
    self.text = text
    self.ignoresCase = ignoresCase
    self.allowsSuperset = allowsSuperset
  }

  /// `HS_FLAG_MULTILINE` and `HS_FLAG_DOTALL` as in the tools whose rules can be loaded: `^` and `$` hold at
  /// lines, and `.` stays within a line unless the expression itself says otherwise.
  var flags: UInt32 {
    UInt32(HS_FLAG_MULTILINE) | (ignoresCase ? UInt32(HS_FLAG_CASELESS) : 0)
      | (allowsSuperset ? UInt32(HS_FLAG_PREFILTER) : 0)
  }

  /// All that its compiled form depends on, in a form that no other expression has.
  package var identity: String { "\(flags) \(text.utf8.count) \(text)" }

  /// How many bytes a match has, at least and at most (nil: unbounded).
  ///
  /// Throws where the scanner cannot take the expression.
  package func widths() throws(PatternError) -> (shortest: Int, longest: Int?) {
    var info: UnsafeMutablePointer<hs_expr_info_t>?
    var failure: UnsafeMutablePointer<hs_compile_error_t>?
    let code = unsafe hs_expression_info(text, flags, &info, &failure)
    guard code == HS_SUCCESS, let found = unsafe info else {
      throw unsafe PatternError(
        taking: failure, code: code, function: "hs_expression_info", expressions: [self])
    }
    defer { unsafe free(found) }
    let shortest = unsafe Int(found.pointee.min_width)
    let longest = unsafe found.pointee.max_width
    return (shortest, longest == UInt32.max ? nil : Int(longest))
  }
}

extension PatternError {
  /// Takes over and frees what the compiler said of the expressions.
  init(
    taking failure: UnsafeMutablePointer<hs_compile_error_t>?, code: hs_error_t, function: String,
    expressions: [PatternExpression]
  ) {
    guard let failure = unsafe failure else {
      self = .library(function: function, code: Int(code))
      return
    }
    let index = unsafe Int(failure.pointee.expression)
    let reason = unsafe failure.pointee.message.map { unsafe String(cString: $0) } ?? "no reason given"
    unsafe hs_free_compile_error(failure)
    let text = expressions.indices.contains(index) ? expressions[index].text : ""
    self = .expression(index: index, text: text, reason: reason)
  }
}
