import ArchiveIO

/// Different paths, as bytes, each with a number in the order in which they came. All lie in one piece of memory, so that a
/// path costs no allocation.
struct PathTable: Sendable {
  /// Another in each process, so that nobody can make an image whose paths all fall into one slot; no order depends on it.
  private static let seed = UInt64.random(in: .min ... .max)

  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Open addressing: 0 is free, else the path's number plus 1. At most half full, so that a search ends soon.
  private var slots = [UInt32](repeating: 0, count: 1024)

  var count: Int { ends.count }

  /// Adds a path unless it is there.
  mutating func insert(_ path: ArraySlice<UInt8>) -> (number: Int, isNew: Bool) {
    if (ends.count + 1) * 2 > slots.count { grow() }
    let slot = slot(path.span)
    guard slots[slot] == 0 else { return (Int(slots[slot]) - 1, false) }
    bytes.append(contentsOf: path)
    ends.append(bytes.count)
    slots[slot] = UInt32(clamping: ends.count)
    return (ends.count - 1, true)
  }

  /// A path's number; nil where it was not added.
  func number(of path: ArraySlice<UInt8>) -> Int? {
    let entry = slots[slot(path.span)]
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// The slot that holds the path, or the free one where it belongs.
  private func slot(_ path: Span<UInt8>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: path.nameHash(seed: Self.seed)) & mask
    while slots[slot] != 0 {
      if bytes.span.extracting(range(of: Int(slots[slot]) - 1)).isEqual(to: path) { return slot }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in ends.indices {
      slots[slot(bytes.span.extracting(range(of: number)))] = UInt32(clamping: number + 1)
    }
  }
}
