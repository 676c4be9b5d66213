/// The licences that a Debian copyright file names in its fields (machine-readable format 1.0,
/// https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/).
enum CopyrightFile {
  /// The first line of each `License` field, without repeats, in their order; empty for a file in free words.
  static func licences(_ bytes: [UInt8]) -> [String] {
    var found: [String] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard line.count > 8, line.prefix(8).elementsEqual("License:".utf8) else { continue }
      let text = String(decoding: line.dropFirst(8), as: UTF8.self)
      let name = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
      if !name.isEmpty, !found.contains(name) { found.append(name) }
    }
    return found
  }
}
