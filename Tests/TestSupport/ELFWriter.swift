/// Writes programs that hold nothing but what is asked of their headers (System V ABI, ELF-64, x86-64).
enum ELFWriter {
  /// A program that names a loader, or a static one.
  static func program(loader: String?) -> [UInt8] {
    let name: [UInt8] = loader.map { Array($0.utf8) + [0] } ?? []
    let headerBytes = 64
    let segmentBytes = 56
    var file: [UInt8] = [0x7f] + Array("ELF".utf8) + [2, 1, 1] + [UInt8](repeating: 0, count: 9)
    // Type, machine, version, entry; where segments and sections are; flags and the sizes of headers.
    file += word(2, 2) + word(62, 2) + word(1, 4) + word(0, 8)
    file += word(loader == nil ? 0 : headerBytes, 8) + word(0, 8) + word(0, 4)
    file += word(headerBytes, 2) + word(segmentBytes, 2) + word(loader == nil ? 0 : 1, 2)
    file += word(64, 2) + word(0, 2) + word(0, 2)
    guard loader != nil else { return file }
    // Type 3 (the interpreter) and flags, then where it lies in the file and in memory, its size, its alignment.
    file += word(3, 4) + word(4, 4) + word(headerBytes + segmentBytes, 8) + word(0, 8) + word(0, 8)
    file += word(name.count, 8) + word(name.count, 8) + word(1, 8)
    return file + name
  }

  /// A number in little-endian order.
  private static func word(_ value: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
