/// Why bytes that begin like an ELF file are none that can be read.
package enum ELFFailure: Codable, Error, Hashable, CustomStringConvertible {
  case notELF
  /// A field of the header has a value that the specification does not know.
  case header(field: String, value: UInt64)
  /// The header or the table of segments lies beyond the end; the offset is in bytes.
  case truncated(table: String, offset: UInt64)

  package var description: String {
    switch self {
    case .notELF: "not an ELF file"
    case .header(let field, let value):
      "the ELF header is damaged: \(field) is \(value); rebuild the program"
    case .truncated(let table, let offset):
      "the ELF file is damaged: its \(table) at byte \(offset) lies beyond the end; rebuild the program"
    }
  }
}

/// The structure of an ELF file (System V ABI, chapters 4 and 5), as far as its bytes are there.
package struct ELFFile: Sendable, Hashable {
  /// What `e_type` says, by its number.
  package enum Kind: RawRepresentable, Codable, Sendable, Hashable {
    case relocatable
    case executable
    case shared
    case core
    case other(UInt16)

    package init(rawValue: UInt16) {
      self =
        switch rawValue {
        case 1: .relocatable
        case 2: .executable
        case 3: .shared
        case 4: .core
        default: .other(rawValue)
        }
    }

    package var rawValue: UInt16 {
      switch self {
      case .relocatable: 1
      case .executable: 2
      case .shared: 3
      case .core: 4
      case .other(let number): number
      }
    }
  }

  package struct Segment: Sendable, Hashable {
    package let type: UInt32
    package let isWritable: Bool
    package let isExecutable: Bool
    package let address: UInt64
    package let offset: UInt64
    /// In bytes in the file.
    package let size: UInt64
  }

  package struct Section: Sendable, Hashable {
    package let name: String
    package let type: UInt32
    package let address: UInt64
    package let offset: UInt64
    /// In bytes in the file.
    package let size: UInt64
  }

  package let is64Bit: Bool
  package let isBigEndian: Bool
  package let kind: Kind
  /// The processor, as numbered by the specification (`e_machine`).
  package let machine: UInt16
  package let segments: [Segment]
  /// nil if the file has none, or the table is not among the bytes or damaged.
  package let sections: [Section]?
  /// Where the table of sections is, among the bytes or not.
  let sectionTable: Range<Int>?

  package static let magic: [UInt8] = [0x7f, 0x45, 0x4c, 0x46]

  /// Reads the header and the tables.
  ///
  /// - Parameter bytes: the file, or its start: the sections are then likely to be missing.
  package init(parsing bytes: Span<UInt8>) throws(ELFFailure) {
    guard bytes.starts(with: Self.magic) else { throw .notELF }
    let layout = try ELFLayout(bytes)
    is64Bit = layout.is64Bit
    isBigEndian = layout.isBigEndian
    kind = Kind(rawValue: UInt16(truncatingIfNeeded: try layout.header(bytes, at: 16, width: 2)))
    machine = UInt16(truncatingIfNeeded: try layout.header(bytes, at: 18, width: 2))
    segments = try layout.segments(bytes)
    sections = layout.sections(bytes)
    sectionTable = layout.sectionTable(bytes)
  }

  package func section(_ name: String) -> Section? { sections?.first { $0.name == name } }

  /// The bytes of a section, as a range of the file; nil for one without bytes, or beyond the end.
  func range(of section: Section, in bytes: Span<UInt8>) -> Range<Int>? {
    let noBits: UInt32 = 8
    guard section.type != noBits, let offset = Int(exactly: section.offset),
      let size = Int(exactly: section.size)
    else { return nil }
    return bytes.range(at: offset, count: size)
  }

  /// Where in the file the byte is that is loaded at `address`.
  func offset(ofAddress address: UInt64) -> Int? {
    for segment in segments where segment.type == SegmentType.load.rawValue {
      guard address >= segment.address, address - segment.address < segment.size else { continue }
      let (offset, overflow) = segment.offset.addingReportingOverflow(address - segment.address)
      return overflow ? nil : Int(exactly: offset)
    }
    return nil
  }

  enum SegmentType: UInt32 {
    case load = 1
    case dynamic = 2
    case interpreter = 3
  }
}
