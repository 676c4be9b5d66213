/// How a program finds its code at run time.
package enum Linkage: Sendable, Hashable {
  /// Started by the interpreter at this path, which loads shared libraries.
  case dynamic(interpreter: String)
  /// Complete in itself.
  case `static`
  /// No program: a shared library or a plug-in.
  case sharedLibrary
  /// Neither program nor library: an object file, a core dump, or a damaged one.
  case none

  init(_ file: ELFFile, in bytes: Span<UInt8>) {
    if let interpreter = Self.interpreter(file, bytes) {
      self = .dynamic(interpreter: interpreter)
      return
    }
    switch file.kind {
    case .executable: self = .static
    // A program that is static and can be loaded anywhere looks like a library, but for one flag.
    case .shared: self = Self.isMarkedAsProgram(file, bytes) ? .static : .sharedLibrary
    case .relocatable, .core, .other: self = .none
    }
  }

  private static func interpreter(_ file: ELFFile, _ bytes: Span<UInt8>) -> String? {
    guard let segment = file.segments.first(where: { $0.type == ELFFile.SegmentType.interpreter.rawValue }),
      let offset = Int(exactly: segment.offset)
    else { return nil }
    return bytes.terminatedText(at: offset, longest: PathList.longestPath)
  }

  /// Whether the dynamic section has the flag DF_1_PIE.
  private static func isMarkedAsProgram(_ file: ELFFile, _ bytes: Span<UInt8>) -> Bool {
    let flags1: UInt64 = 0x6fff_fffb
    let pie: UInt64 = 0x0800_0000
    let width = file.is64Bit ? 8 : 4
    guard let segment = file.segments.first(where: { $0.type == ELFFile.SegmentType.dynamic.rawValue }),
      let offset = Int(exactly: segment.offset), let size = Int(exactly: segment.size),
      let table = bytes.range(at: offset, count: size)
    else { return false }
    for entry in stride(from: table.lowerBound, to: table.upperBound, by: 2 * width) {
      guard let tag = bytes.number(at: entry, width: width, bigEndian: file.isBigEndian),
        let value = bytes.number(at: entry + width, width: width, bigEndian: file.isBigEndian), tag != 0
      else { return false }
      if tag == flags1 { return value & pie != 0 }
    }
    return false
  }
}

/// A number, and the interpreter if there is one.
extension Linkage: Codable {
  private enum Form: UInt8, Codable { case dynamic, `static`, sharedLibrary, none }

  package init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    self =
      switch try container.decode(Form.self) {
      case .dynamic: .dynamic(interpreter: try container.decode(String.self))
      case .static: .static
      case .sharedLibrary: .sharedLibrary
      case .none: .none
      }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    switch self {
    case .dynamic(let interpreter):
      try container.encode(Form.dynamic)
      try container.encode(interpreter)
    case .static: try container.encode(Form.static)
    case .sharedLibrary: try container.encode(Form.sharedLibrary)
    case .none: try container.encode(Form.none)
    }
  }
}
