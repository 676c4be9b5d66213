/// What the operating system calls itself: `etc/os-release`, os-release(5).
package struct OSRelease: Codable, Sendable, Hashable {
  /// By name, as assigned last.
  package private(set) var fields: [String: String] = [:]
  package private(set) var problems: [LineProblem] = []

  package init(parsing bytes: [UInt8]) {
    for line in Lines(bytes) {
      let text = line.bytes.trimmed
      guard let first = text.first, first != UInt8(ascii: "#") else { continue }
      guard let (name, value) = text.split(at: UInt8(ascii: "=")), Self.isName(name) else {
        problems.append(LineProblem(line: line.number, reason: "no `NAME=value`"))
        continue
      }
      guard let plain = ShellWord.value(of: value) else {
        problems.append(LineProblem(line: line.number, reason: "a value that a shell would reject"))
        continue
      }
      fields[name.text] = plain
    }
  }

  /// `debian`, `alpine`; `linux` where the file does not say, as the specification has it.
  package var id: String { fields["ID"] ?? "linux" }
  /// Closest first: `ID_LIKE="rhel fedora"`.
  package var idLike: [String] { (fields["ID_LIKE"] ?? "").split(separator: " ").map(String.init) }
  package var versionID: String? { fields["VERSION_ID"] }
  package var prettyName: String? { fields["PRETTY_NAME"] }

  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, !first.isDigit else { return false }
    return bytes.allSatisfy {
      $0.isDigit || $0 == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
    }
  }
}

/// The value of an assignment as a POSIX shell reads it, without variables and commands, which os-release(5)
/// does not allow.
private enum ShellWord {
  /// nil if a quotation mark is not closed or a second word follows.
  static func value(of text: ArraySlice<UInt8>) -> String? {
    var value: [UInt8] = []
    var quote: UInt8?
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      index += 1
      if let open = quote, byte == open {
        quote = nil
      } else if byte == .backslash, quote != UInt8(ascii: "'"), index < text.endIndex {
        // Within double marks only these are escaped; before another the backslash stands for itself.
        if quote != nil, !"\"\\$`".utf8.contains(text[index]) { value.append(byte) }
        value.append(text[index])
        index += 1
      } else if quote == nil, byte == .quote || byte == UInt8(ascii: "'") {
        quote = byte
      } else if quote == nil, byte.isBlank {
        guard text[index...].trimmed.first.map({ $0 == UInt8(ascii: "#") }) ?? true else { return nil }
        break
      } else {
        value.append(byte)
      }
    }
    return quote == nil ? String(decoding: value, as: UTF8.self) : nil
  }
}
