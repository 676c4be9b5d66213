/// `yarn.lock`, of Yarn 1 and of later versions, whose entries look alike:
///
///     "@scope/name@^1.0.0", "@scope/name@^1.2.0":     (Yarn 1)
///       version "1.2.3"
///     "name@npm:^1.0.0":                              (Yarn 2 and later)
///       version: 1.2.3
///
/// Neither says what only development needs.
package enum YarnLock {
  package static func parse(_ bytes: [UInt8]) -> LockFile {
    var file = LockFile()
    var name: String?
    var started = 0
    func finish() {
      if name != nil { file.report(started, "an entry without a version") }
      name = nil
    }
    for line in Lines(bytes) {
      let text = line.bytes.trimmed
      guard let first = line.bytes.first, !text.isEmpty, text.first != UInt8(ascii: "#") else { continue }
      guard first.isBlank else {
        finish()
        started = line.number
        guard text.last == .colon else {
          file.report(line.number, "not a package entry")
          continue
        }
        name = Self.name(ofEntry: text.dropLast())
        continue
      }
      // The fields of the entry itself are indented by two blanks, those of its dependencies by more.
      guard let entry = name, line.bytes.prefix(while: \.isBlank).count == 2, text.hasPrefix("version"),
        let blank = text.firstIndex(where: \.isBlank)
      else { continue }
      let version = text[blank...].trimmed.unquoted.text
      name = nil
      // What lies in the project itself has this version, and is nobody's package.
      guard version != "0.0.0-use.local" else { continue }
      file.append(entry, version, isDevelopmentOnly: nil)
    }
    finish()
    return file
  }

  /// The name of the first of an entry's descriptors `name@range`; nil for Yarn's own `__metadata`. A scope
  /// begins with an at sign too.
  private static func name(ofEntry entry: ArraySlice<UInt8>) -> String? {
    let at = UInt8(ascii: "@")
    let descriptor = entry.drop { $0 == .quote }
    guard let place = descriptor.dropFirst().firstIndex(of: at) else { return nil }
    let name = descriptor[..<place]
    // `alias@npm:name@range` installs another package under a name of the project's choice.
    let range = descriptor[(place + 1)...].prefix { $0 != .quote && $0 != UInt8(ascii: ",") }
    if range.hasPrefix("npm:"), let end = range.dropFirst(5).firstIndex(of: at) {
      return range[(range.startIndex + 4)..<end].text
    }
    return name.text
  }
}

extension ArraySlice<UInt8> {
  /// Without the quotation marks around it, single or double.
  var unquoted: ArraySlice<UInt8> {
    guard count >= 2, let first, first == last, first == .quote || first == UInt8(ascii: "'") else {
      return self
    }
    return dropFirst().dropLast()
  }
}
