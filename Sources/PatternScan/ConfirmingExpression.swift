import CPCRE2
import Synchronization

/// An expression that is run on a few bytes that the scanner pointed at, with all that PCRE2 can say.
///
/// It works on bytes, not on characters, and is compiled to machine code when it is first needed.
package final class ConfirmingExpression: Sendable {
  package let text: String
  /// Whether a match must start where the search starts.
  package let isAnchored: Bool
  private let options: UInt32
  private let compiled: Mutex<CompiledExpression?>

  /// `anchored`: a match must start where the search starts; `byLine`: `^` and `$` hold at lines.
  package init(_ text: String, anchored: Bool = false, byLine: Bool = true, ignoresCase: Bool = false) {
    self.text = text
    isAnchored = anchored
    options =
      (byLine ? UInt32(PCRE2_MULTILINE) : UInt32(PCRE2_DOLLAR_ENDONLY))
      | (anchored ? UInt32(PCRE2_ANCHORED) : UInt32(PCRE2_USE_OFFSET_LIMIT))
      | (ignoresCase ? UInt32(PCRE2_CASELESS) : 0)
    compiled = Mutex(nil)
  }

  /// Compiles it now, to learn whether it can be.
  package func check() throws(PatternError) { _ = try code() }

  func code() throws(PatternError) -> CompiledExpression {
    if let ready = compiled.withLock({ $0 }) { return ready }
    let fresh = try CompiledExpression(text, options: options)
    return compiled.withLock { slot in
      if let earlier = slot { return earlier }
      slot = fresh
      return fresh
    }
  }
}

/// PCRE2's compiled code; read-only once made, so threads may share it (pcre2api, "Multithreading").
@safe final class CompiledExpression: Sendable {
  nonisolated(unsafe) let handle: OpaquePointer

  init(_ text: String, options: UInt32) throws(PatternError) {
    var code: Int32 = 0
    var offset = 0
    let bytes = Array(text.utf8)
    let handle = unsafe pcre2_compile_8(bytes, bytes.count, options, &code, &offset, nil)
    guard let handle = unsafe handle else {
      throw PatternError.confirmation(text: text, offset: offset, reason: CompiledExpression.message(code))
    }
    // Where machine code cannot be made the interpreter runs instead: slower, with the same answer.
    unsafe _ = pcre2_jit_compile_8(handle, UInt32(PCRE2_JIT_COMPLETE))
    unsafe self.handle = handle
  }

  deinit { unsafe pcre2_code_free_8(handle) }

  private static func message(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe pcre2_get_error_message_8(code, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(code)"
  }
}
