import CVectorscan

/// Where a scan saw an expression end: a match's last byte is the one before `end`.
package struct PatternHit: Sendable, Hashable {
  /// The expression's index in the database.
  package let expression: Int
  /// Bytes from the start of the block.
  package private(set) var end: Int

  mutating func move(by count: Int) { end += count }
  mutating func limit(to most: Int) { end = min(end, most) }
}

/// The working memory of one task's scans; freed with its owner.
@safe package struct PatternScratch: ~Copyable {
  private let database: PatternDatabase
  private let handle: OpaquePointer
  /// Made for the first binary block.
  private var text: GatheredText?

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
    let code = unsafe block.withUnsafeBytes { bytes in unsafe scan(bytes, into: &hits) }
    guard code == HS_SUCCESS else { throw PatternError.library(function: "hs_scan", code: Int(code)) }
  }

  /// The same for a binary block, of which only the text is read (see `textRun`): an expression must match in one run.
  ///
  /// What stands between two runs counts as one zero byte.
  package mutating func scanText(of block: Span<UInt8>, into hits: inout [PatternHit]) throws(PatternError) {
    var text = self.text.take() ?? GatheredText()
    var code = Int32(HS_SUCCESS)
    unsafe block.withUnsafeBytes { bytes in
      var position = 0
      while code == HS_SUCCESS, let run = block.textRun(from: position) {
        position = run.upperBound
        let isLong = run.count > GatheredText.longestRun
        if isLong || !text.hasRoom(for: run) { code = unsafe scan(&text, of: bytes, into: &hits) }
        guard isLong else {
          unsafe text.append(run, of: bytes)
          continue
        }
        guard code == HS_SUCCESS else { break }
        let first = hits.count
        code = unsafe scan(UnsafeRawBufferPointer(rebasing: bytes[run]), into: &hits)
        for index in first..<hits.count { hits[index].move(by: run.lowerBound) }
      }
      if code == HS_SUCCESS { code = unsafe scan(&text, of: bytes, into: &hits) }
    }
    self.text = consume text
    guard code == HS_SUCCESS else { throw PatternError.library(function: "hs_scan", code: Int(code)) }
  }

  /// Scans what was gathered of a block, and forgets it.
  private func scan(
    _ text: inout GatheredText, of block: UnsafeRawBufferPointer, into hits: inout [PatternHit]
  ) -> Int32 {
    guard !text.isEmpty else { return HS_SUCCESS }
    let first = hits.count
    return unsafe text.flush { bytes, starts in
      let code = unsafe scan(bytes, into: &hits)
      var run = 0
      for index in first..<hits.count {
        while run + 1 < starts.count, starts[run + 1].here < hits[index].end { run += 1 }
        hits[index].move(by: starts[run].block - starts[run].here)
        // The zero behind the last run may be beyond the block.
        hits[index].limit(to: block.count)
      }
      return code
    }
  }

  /// The library's answer; hits are appended.
  private func scan(_ bytes: UnsafeRawBufferPointer, into hits: inout [PatternHit]) -> Int32 {
    guard let start = bytes.baseAddress, unsafe !bytes.isEmpty else { return HS_SUCCESS }
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
}
