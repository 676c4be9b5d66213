import ArchiveIO
import Transfer

/// Writes the tar of an OCI image layout (OCI Image Specification, image-layout.md), in the format of POSIX ustar.
struct LayoutStream {
  private let pipe: PipeWriter

  init(_ pipe: PipeWriter) { self.pipe = pipe }

  /// Writes all documents of an image; its layers follow.
  func begin(_ plan: LayoutContents) throws(TransferError) {
    try file("oci-layout", Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8))
    try file("index.json", plan.index)
    for document in plan.documents { try file(Self.name(document.digest), document.bytes) }
  }

  private func file(_ name: String, _ bytes: [UInt8]) throws(TransferError) {
    try pipe.write(Self.header(name, size: Int64(bytes.count)) + bytes)
    try pad(Int64(bytes.count))
  }

  /// Fills a member's last block.
  func pad(_ size: Int64) throws(TransferError) {
    let rest = Int(size % 512)
    if rest > 0 { try pipe.write([UInt8](repeating: 0, count: 512 - rest)) }
  }

  /// Two blocks of zeros end a tar.
  func end() throws(TransferError) { try pipe.write([UInt8](repeating: 0, count: 1_024)) }

  static func name(_ digest: Digest) -> String { "blobs/\(digest.algorithm.rawValue)/\(digest.hex)" }

  /// The header of a file; a name of more than 100 bytes goes into a PAX record before it.
  static func header(_ name: String, size: Int64) -> [UInt8] {
    let bytes = Array(name.utf8)
    guard bytes.count > 100 else { return block(bytes, size: size, type: "0") }
    var record: [UInt8] = []
    // The length of a record counts its own digits.
    var length = bytes.count + " path=\n".utf8.count + 1
    while length != record.count {
      record = Array("\(length) path=\(name)\n".utf8)
      length = record.count
      record = Array("\(length) path=\(name)\n".utf8)
    }
    let padding = [UInt8](repeating: 0, count: (512 - record.count % 512) % 512)
    return block(Array("pax".utf8), size: Int64(record.count), type: "x") + record + padding
      + block(Array(bytes.prefix(100)), size: size, type: "0")
  }

  private static func block(_ name: [UInt8], size: Int64, type: Character) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: some Sequence<UInt8>, at offset: Int) {
      for (index, byte) in text.enumerated() { block[offset + index] = byte }
    }
    func octal(_ value: Int64, _ digits: Int) -> [UInt8] {
      let text = String(value, radix: 8)
      return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
    }
    put(name, at: 0)
    put(octal(0o644, 7), at: 100)
    put(octal(0, 7), at: 108)
    put(octal(0, 7), at: 116)
    if size < 1 << 33 {
      put(octal(size, 11), at: 124)
    } else {
      // The form of GNU for large numbers: binary, marked by the first bit.
      block[124] = 0x80
      for index in 0..<8 { block[135 - index] = UInt8(truncatingIfNeeded: size >> (8 * index)) }
    }
    put(octal(0, 11), at: 136)
    put([UInt8](repeating: 0x20, count: 8), at: 148)
    put(type.utf8, at: 156)
    put("ustar\u{0}00".utf8, at: 257)
    let sum = block.reduce(0) { $0 + Int64($1) }
    put(octal(sum, 6) + [0, 0x20], at: 148)
    return block
  }
}
