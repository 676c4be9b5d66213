/// Writes the files that rpm and the kernel hold: cpio whose headers are text (cpio(5)).
package struct CpioWriter {
  package enum Form: Sendable, CaseIterable {
    /// Hexadecimal, each part at a multiple of 4 bytes.
    case new
    /// Octal and without gaps, the form of POSIX.
    case old
  }

  private let form: Form
  private var files: [UInt8] = []

  package init(_ form: Form = .new) { self.form = form }

  package mutating func add(_ name: String, _ content: [UInt8] = [], mode: Int = 0o100644) {
    files += file(name, content, mode: mode)
  }

  /// With the header after the last file, and zeros up to a multiple of 512 bytes.
  package var bytes: [UInt8] {
    let all = files + file("TRAILER!!!", [], mode: 0)
    return all + [UInt8](repeating: 0, count: (512 - all.count % 512) % 512)
  }

  private func file(_ name: String, _ content: [UInt8], mode: Int) -> [UInt8] {
    let name = Array(name.utf8) + [0]
    switch form {
    case .new:
      let fields = [1, mode, 0, 0, 1, 0, content.count, 0, 0, 0, 0, name.count, 0]
      let header = Array("070701".utf8) + fields.flatMap { Self.digits($0, 16, 8) }
      return Self.filled(header + name) + Self.filled(content)
    case .old:
      let fields = [(0, 6), (1, 6), (mode, 6), (0, 6), (0, 6), (1, 6), (0, 6), (0, 11), (name.count, 6)]
      let header = Array("070707".utf8) + fields.flatMap { Self.digits($0.0, 8, $0.1) }
      return header + Self.digits(content.count, 8, 11) + name + content
    }
  }

  private static func filled(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }

  private static func digits(_ number: Int, _ radix: Int, _ width: Int) -> [UInt8] {
    let digits = Array(String(number, radix: radix).utf8)
    return [UInt8](repeating: 0x30, count: max(0, width - digits.count)) + digits
  }
}

extension Packed {
  /// A package of rpm without tags, and what stands behind its headers.
  package static func rpm(_ payload: [UInt8]) -> [UInt8] {
    func header(_ data: [UInt8]) -> [UInt8] {
      [0x8e, 0xad, 0xe8, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, UInt8(data.count)]
        + [UInt8](repeating: 0, count: 16) + data
    }
    let lead: [UInt8] = [0xed, 0xab, 0xee, 0xdb, 3, 0] + [UInt8](repeating: 0, count: 90)
    // Three bytes of data, so that the signature has to be filled up, and the header must not be.
    return lead + header([1, 2, 3]) + [0, 0, 0, 0, 0] + header([1, 2, 3]) + payload
  }
}
