/// Where the fields of an ELF file are, which depends on its class and its byte order.
struct ELFLayout {
  let is64Bit: Bool
  let isBigEndian: Bool

  init(_ bytes: Span<UInt8>) throws(ELFFailure) {
    guard let fileClass = bytes.number(at: 4, width: 1, bigEndian: false),
      let order = bytes.number(at: 5, width: 1, bigEndian: false)
    else { throw .truncated(table: "header", offset: 4) }
    guard fileClass == 1 || fileClass == 2 else { throw .header(field: "the class", value: fileClass) }
    guard order == 1 || order == 2 else { throw .header(field: "the byte order", value: order) }
    is64Bit = fileClass == 2
    isBigEndian = order == 2
  }

  /// A number of the header.
  func header(_ bytes: Span<UInt8>, at offset: Int, width: Int) throws(ELFFailure) -> UInt64 {
    guard let value = bytes.number(at: offset, width: width, bigEndian: isBigEndian) else {
      throw .truncated(table: "header", offset: UInt64(offset))
    }
    return value
  }

  /// The program headers; a file without any, such as an object file, has none.
  func segments(_ bytes: Span<UInt8>) throws(ELFFailure) -> [ELFFile.Segment] {
    let table = try header(bytes, at: is64Bit ? 32 : 28, width: wordWidth)
    let entrySize = try header(bytes, at: is64Bit ? 54 : 42, width: 2)
    let count = try header(bytes, at: is64Bit ? 56 : 44, width: 2)
    // 0xffff says that the number stands elsewhere: only core dumps have so many, and theirs are not needed.
    guard count > 0, count < 0xffff else { return [] }
    guard entrySize >= (is64Bit ? 56 : 32) else {
      throw .header(field: "the size of a program header", value: entrySize)
    }
    return try (0..<count).map { index throws(ELFFailure) in
      guard let start = place(table, index, entrySize), let segment = segment(bytes, at: start) else {
        throw .truncated(table: "program header \(index)", offset: table)
      }
      return segment
    }
  }

  private func segment(_ bytes: Span<UInt8>, at start: Int) -> ELFFile.Segment? {
    func number(_ at64: Int, _ at32: Int, _ width: Int) -> UInt64? {
      bytes.number(at: start + (is64Bit ? at64 : at32), width: width, bigEndian: isBigEndian)
    }
    guard let type = number(0, 0, 4), let flags = number(4, 24, 4), let offset = number(8, 4, wordWidth),
      let address = number(16, 8, wordWidth), let size = number(32, 16, wordWidth)
    else { return nil }
    return ELFFile.Segment(
      type: UInt32(truncatingIfNeeded: type), isWritable: flags & 2 != 0, isExecutable: flags & 1 != 0,
      address: address, offset: offset, size: size)
  }

  /// Where the header says that the section headers are; nil where there are none.
  func sectionTable(_ bytes: Span<UInt8>) -> Range<Int>? {
    let entrySize = bytes.number(at: is64Bit ? 58 : 46, width: 2, bigEndian: isBigEndian) ?? 0
    let count = bytes.number(at: is64Bit ? 60 : 48, width: 2, bigEndian: isBigEndian) ?? 0
    guard let table = bytes.number(at: is64Bit ? 40 : 32, width: wordWidth, bigEndian: isBigEndian),
      table > 0, let start = place(table, 0, entrySize), let end = place(table, count, entrySize)
    else { return nil }
    return start..<end
  }

  /// The section headers with their names; nil where the table is absent, beyond the end or damaged.
  ///
  /// A program runs without them, so that their damage is no damage of the program.
  func sections(_ bytes: Span<UInt8>) -> [ELFFile.Section]? {
    let entrySize = bytes.number(at: is64Bit ? 58 : 46, width: 2, bigEndian: isBigEndian) ?? 0
    let count = bytes.number(at: is64Bit ? 60 : 48, width: 2, bigEndian: isBigEndian) ?? 0
    let namesIndex = bytes.number(at: is64Bit ? 62 : 50, width: 2, bigEndian: isBigEndian) ?? 0
    guard let table = bytes.number(at: is64Bit ? 40 : 32, width: wordWidth, bigEndian: isBigEndian),
      table > 0, count > 0, namesIndex < count, entrySize >= (is64Bit ? 64 : 40),
      let namesStart = place(table, namesIndex, entrySize),
      let names = section(bytes, at: namesStart, name: "")
    else { return nil }
    var sections: [ELFFile.Section] = []
    for index in 0..<count {
      guard let start = place(table, index, entrySize),
        let nameOffset = bytes.number(at: start, width: 4, bigEndian: isBigEndian),
        let nameStart = place(names.offset, nameOffset, 1),
        let name = bytes.terminatedText(at: nameStart, longest: Self.longestName),
        let section = section(bytes, at: start, name: name)
      else { return nil }
      sections.append(section)
    }
    return sections
  }

  private func section(_ bytes: Span<UInt8>, at start: Int, name: String) -> ELFFile.Section? {
    func number(_ at64: Int, _ at32: Int, _ width: Int) -> UInt64? {
      bytes.number(at: start + (is64Bit ? at64 : at32), width: width, bigEndian: isBigEndian)
    }
    guard let type = number(4, 4, 4), let address = number(16, 12, wordWidth),
      let offset = number(24, 16, wordWidth), let size = number(32, 20, wordWidth)
    else { return nil }
    return ELFFile.Section(
      name: name, type: UInt32(truncatingIfNeeded: type), address: address, offset: offset, size: size)
  }

  /// The place of an entry of a table; nil if it is beyond what any file can have.
  private func place(_ table: UInt64, _ index: UInt64, _ entrySize: UInt64) -> Int? {
    let (product, isTooMuch) = index.multipliedReportingOverflow(by: entrySize)
    let (sum, isTooFar) = table.addingReportingOverflow(product)
    // Half of what an Int holds leaves room to add the offset of a field.
    guard !isTooMuch, !isTooFar, sum < UInt64(Int.max / 2) else { return nil }
    return Int(sum)
  }

  private var wordWidth: Int { is64Bit ? 8 : 4 }

  /// In bytes; longer ones do occur in object files, not in programs.
  private static let longestName = 1024
}
