/// The text runs of a block, one after the other, so that a scan reads them and nothing between them.
///
/// Most of a program is no text, and reading it costs more than finding what is.
@safe struct GatheredText: ~Copyable {
  private enum Limit {
    /// Bytes that are put together before they are scanned: what stays in the processor's cache.
    static let bytes = 128 << 10
  }

  /// A longer run is scanned where it lies.
  static let longestRun = 4096

  private let memory: UnsafeMutableRawBufferPointer
  /// Where runs start here and in the block.
  private var starts: [(here: Int, block: Int)] = []
  private var count = 0

  init() {
    unsafe memory = .allocate(byteCount: Limit.bytes, alignment: 64)
    starts.reserveCapacity(Limit.bytes / 32)
  }

  deinit { unsafe memory.deallocate() }

  var isEmpty: Bool { count == 0 }

  func hasRoom(for run: Range<Int>) -> Bool { count + run.count < Limit.bytes }

  /// Takes a run for which there is room, and sets it apart from the next by a zero.
  mutating func append(_ run: Range<Int>, of block: UnsafeRawBufferPointer) {
    starts.append((count, run.lowerBound))
    let end = count + run.count
    unsafe UnsafeMutableRawBufferPointer(rebasing: memory[count..<end])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: block[run]))
    unsafe memory[end] = 0
    count = end + 1
  }

  /// Gives what was put together to `body`, and forgets it.
  mutating func flush<Result>(
    _ body: (UnsafeRawBufferPointer, borrowing [(here: Int, block: Int)]) -> Result
  ) -> Result {
    defer {
      count = 0
      starts.removeAll(keepingCapacity: true)
    }
    return unsafe body(UnsafeRawBufferPointer(rebasing: memory[..<count]), starts)
  }
}
