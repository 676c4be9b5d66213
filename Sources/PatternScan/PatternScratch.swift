import CVectorscan

/// Where a scan saw an expression end: a match's last byte is the one before `end`.
package struct PatternHit: Sendable, Hashable {
  /// The expression's index in the database.
  package let expression: Int
  /// Bytes from the start of the block.
  package let end: Int
}

/// The working memory of one task's scans; freed with its owner.
@safe package struct PatternScratch: ~Copyable {
  private let database: PatternDatabase
  private let handle: OpaquePointer

  /// Throws when memory is short.
  package init(for database: PatternDatabase) throws(PatternError) {
    var scratch: OpaquePointer?
    let code = unsafe hs_alloc_scratch(database.handle, &scratch)
    guard code == HS_SUCCESS, let handle = unsafe scratch else {
      throw PatternError.library(function: "hs_alloc_scratch", code: Int(code))
    }
    self.database = database
    unsafe self.handle = handle
  }

  deinit { unsafe _ = hs_free_scratch(handle) }

  /// Appends every end of every expression in the block, by rising end; the block is at most 4 GiB.
  ///
  /// An expression of varying length is reported at each end it can have.
  package mutating func scan(_ block: Span<UInt8>, into hits: inout [PatternHit]) throws(PatternError) {
    let code = unsafe block.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, unsafe !bytes.isEmpty else { return Int32(HS_SUCCESS) }
      return unsafe withUnsafeMutablePointer(to: &hits) { list in
        unsafe hs_scan(
          database.handle, start.assumingMemoryBound(to: CChar.self), UInt32(clamping: bytes.count), 0,
          handle,
          { expression, _, end, _, context in
            if let context = unsafe context {
              unsafe context.assumingMemoryBound(to: [PatternHit].self).pointee.append(
                PatternHit(expression: Int(expression), end: Int(end)))
            }
            return 0
          }, list)
      }
    }
    guard code == HS_SUCCESS else { throw PatternError.library(function: "hs_scan", code: Int(code)) }
  }
}
