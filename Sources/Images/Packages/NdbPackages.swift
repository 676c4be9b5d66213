/// The packages in rpm's own "ndb" format, the default of SUSE: pages of slots that say where each package's header lies,
/// in blocks of 16 bytes (rpm's documentation, "ndb database backend"). All numbers are little-endian.
struct NdbPackages {
  /// One package's place.
  struct Slot {
    let number: UInt64
    /// Of the header without what stands around it, in bytes.
    let content: Range<Int>
  }

  static let magic = Array("RpmP".utf8)
  private static let pageBytes = 4096
  private static let slotBytes = 16
  private static let blockBytes = 16
  private static let headBytes = 16
  private static let tailBytes = 12
  /// Slots that the header of the file takes.
  private static let firstSlot = 2

  /// The slots that hold packages, in the order in which these were installed.
  static func slots(_ bytes: Span<UInt8>, most: Int) throws(PackageDatabaseFailure) -> [Slot] {
    let version = number(bytes, at: 4)
    let pages = number(bytes, at: 12)
    guard version == 0, pages > 0, pages <= bytes.count / pageBytes else {
      throw .ndbSlot(0, "its version is \(version) and it should have \(pages) pages of slots")
    }
    var slots: [Slot] = []
    var length = 0
    for place in firstSlot..<(pages * pageBytes / slotBytes) {
      let start = place * slotBytes
      guard bytes.starts(with: Array("Slot".utf8), at: start) else {
        throw .ndbSlot(place, "it is not a slot")
      }
      let block = number(bytes, at: start + 8)
      guard block != 0 else { continue }
      let slot = try slot(place, block: block, count: number(bytes, at: start + 12), bytes)
      // No block is two packages'.
      length += slot.content.count
      guard length <= bytes.count else { throw .ndbSlot(place, "the packages are longer than the database") }
      slots.append(slot)
      guard slots.count <= most else { throw .tooManyPackages(limit: most) }
    }
    return slots.sorted { $0.number < $1.number }
  }

  private static func slot(_ place: Int, block: Int, count: Int, _ bytes: Span<UInt8>)
    throws(PackageDatabaseFailure) -> Slot
  {
    let start = block * blockBytes
    let length = number(bytes, at: start + 12)
    guard bytes.range(at: start, count: count * blockBytes) != nil,
      headBytes + length + tailBytes <= count * blockBytes,
      bytes.starts(with: Array("BlbS".utf8), at: start),
      bytes.starts(with: Array("BlbE".utf8), at: start + count * blockBytes - 4),
      number(bytes, at: start + 4) == number(bytes, at: place * slotBytes + 4)
    else { throw .ndbSlot(place, "there is no package at block \(block)") }
    return Slot(
      number: UInt64(number(bytes, at: start + 4)),
      content: (start + headBytes)..<(start + headBytes + length))
  }

  private static func number(_ bytes: Span<UInt8>, at offset: Int) -> Int {
    Int(clamping: bytes.number(at: offset, width: 4, bigEndian: false) ?? 0)
  }
}
