import CPCRE2

/// The ranges of a match, in bytes of what was searched; `groups[0]` is the whole match.
package struct ConfirmedMatch: Sendable, Hashable {
  /// Nil for a group that took no part in the match.
  package let groups: [Range<Int>?]
  package let whole: Range<Int>
}

/// What a confirmation found.
package enum Confirmation: Sendable, Hashable {
  case match(ConfirmedMatch)
  case none
  /// The engine gave up at its step limit, so there may be a match that was not found.
  case gaveUp
}

/// The working memory of one task's confirmations; freed with its owner.
@safe package struct ConfirmingScratch: ~Copyable {
  private enum Limit {
    /// Groups whose ranges are kept, the whole match among them.
    static let groups: UInt32 = 16
    /// Steps of backtracking for one search.
    static let steps: UInt32 = 200_000
    /// Bytes of the machine code's stack, at first and at most.
    static let stack = (first: 32 << 10, most: 1 << 20)
  }

  private let data: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer?

  /// Throws when memory is short.
  package init() throws(PatternError) {
    guard let data = unsafe pcre2_match_data_create_8(Limit.groups, nil),
      let context = unsafe pcre2_match_context_create_8(nil)
    else { throw PatternError.library(function: "pcre2_match_data_create", code: 0) }
    unsafe self.data = data
    unsafe self.context = context
    unsafe stack = pcre2_jit_stack_create_8(Limit.stack.first, Limit.stack.most, nil)
    unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    unsafe _ = pcre2_set_match_limit_8(context, Limit.steps)
  }

  deinit {
    unsafe pcre2_jit_stack_free_8(stack)
    unsafe pcre2_match_context_free_8(context)
    unsafe pcre2_match_data_free_8(data)
  }

  /// Looks for a match that begins in `starts`, reading no byte at or after `end`; bytes before `starts` are
  /// seen by look-behind only. An anchored expression is tried at the first of `starts` alone.
  package mutating func confirm(
    _ expression: ConfirmingExpression, in bytes: Span<UInt8>, starts: ClosedRange<Int>, to end: Int
  ) throws(PatternError) -> Confirmation {
    let start = starts.lowerBound
    precondition(start >= 0 && start <= end && end <= bytes.count)
    let code = try expression.code()
    let limit = expression.isAnchored ? Int(bitPattern: UInt.max) : starts.upperBound
    unsafe _ = pcre2_set_offset_limit_8(context, limit)
    let found = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe pcre2_match_8(code.handle, buffer.baseAddress, end, start, 0, data, context)
    }
    if found == PCRE2_ERROR_NOMATCH { return .none }
    if found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_JIT_STACKLIMIT
      || found == PCRE2_ERROR_DEPTHLIMIT || found == PCRE2_ERROR_HEAPLIMIT
    {
      return .gaveUp
    }
    guard found >= 0 else { throw PatternError.library(function: "pcre2_match", code: Int(found)) }
    let count = found == 0 ? Int(Limit.groups) : Int(found)
    let offsets = unsafe pcre2_get_ovector_pointer_8(data)
    var groups: [Range<Int>?] = []
    groups.reserveCapacity(count)
    for index in 0..<count {
      let lower = unsafe offsets?[2 * index] ?? 0
      let upper = unsafe offsets?[2 * index + 1] ?? 0
      // An unset group has PCRE2_UNSET, the largest number, in both places.
      groups.append(lower >= 0 && lower <= upper && upper <= end ? lower..<upper : nil)
    }
    guard let whole = groups.first ?? nil else { return .none }
    return .match(ConfirmedMatch(groups: groups, whole: whole))
  }
}
