import CVectorscan

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A set of expressions compiled for this machine, shared by all tasks.
///
/// It never changes after it is made, and the library promises that any number of threads may scan with one
/// database at once, each with its own `PatternScratch`.
@safe package final class PatternDatabase: Sendable {
  nonisolated(unsafe) let handle: OpaquePointer

  init(owning handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe _ = hs_free_database(handle) }

  /// Compiles the expressions for this machine, or for all that have the instruction set; a hit names an expression by its
  /// index here.
  ///
  /// Throws for the first expression that the library cannot take.
  package convenience init(
    compiling expressions: [PatternExpression], for set: InstructionSet? = nil
  ) throws(PatternError) {
    let texts = unsafe expressions.map { unsafe strdup($0.text) }
    defer { for index in unsafe texts.indices { unsafe free(texts[index]) } }
    let pointers: [UnsafePointer<CChar>?] = unsafe texts.map { unsafe UnsafePointer($0) }
    let flags = expressions.map(\.flags)
    let ids = expressions.indices.map(UInt32.init)
    var database: OpaquePointer?
    var failure: UnsafeMutablePointer<hs_compile_error_t>?
    var platform = set?.platform ?? hs_platform_info_t()
    let code =
      set == nil
      ? unsafe hs_compile_multi(
        pointers, flags, ids, UInt32(expressions.count), UInt32(HS_MODE_BLOCK), nil, &database, &failure)
      : unsafe hs_compile_multi(
        pointers, flags, ids, UInt32(expressions.count), UInt32(HS_MODE_BLOCK), &platform, &database,
        &failure)
    guard code == HS_SUCCESS, let handle = unsafe database else {
      throw unsafe PatternError(
        taking: failure, code: code, function: "hs_compile_multi", expressions: expressions)
    }
    unsafe self.init(owning: handle)
  }

  /// Reads what `serialized()` wrote for a machine like this one with this version of the library; nil for all else.
  package convenience init?(serialized bytes: Span<UInt8>) {
    let handle: OpaquePointer? = unsafe bytes.withUnsafeBytes { buffer in
      var database: OpaquePointer?
      let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      let code = unsafe hs_deserialize_database(start, buffer.count, &database)
      return code == HS_SUCCESS ? unsafe database : nil
    }
    guard let handle = unsafe handle else { return nil }
    unsafe self.init(owning: handle)
  }

  /// The compiled form as bytes.
  package func serialized() throws(PatternError) -> [UInt8] {
    var bytes: UnsafeMutablePointer<CChar>?
    var count = 0
    let code = unsafe hs_serialize_database(handle, &bytes, &count)
    guard code == HS_SUCCESS, let start = unsafe bytes else {
      throw PatternError.library(function: "hs_serialize_database", code: Int(code))
    }
    defer { unsafe free(start) }
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// What a compiled form depends on beside the expressions: the library's version, and the features of this machine or
  /// the instruction set.
  package static func platform(for set: InstructionSet? = nil) -> String {
    let version = unsafe hs_version().map { unsafe String(cString: $0) } ?? ""
    if let set { return "\(version) for \(set.rawValue)" }
    var info = hs_platform_info_t()
    let code = unsafe hs_populate_platform(&info)
    return "\(version) tune \(info.tune) features \(info.cpu_features) code \(code)"
  }
}
