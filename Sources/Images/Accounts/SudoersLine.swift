/// A logical line of sudoers: continued lines joined, the comment taken off.
struct SudoersLine {
  /// Of the first physical line, counted from 1.
  let number: Int
  /// Without blanks around it; a tab is a blank.
  let text: ArraySlice<UInt8>

  static func lines(of bytes: [UInt8]) -> [SudoersLine] {
    var lines: [SudoersLine] = []
    var joined: [UInt8] = []
    var start = 0
    func finish() {
      let text = withoutComment(joined[...]).trimmed
      if !text.isEmpty { lines.append(SudoersLine(number: start, text: text)) }
      joined = []
      start = 0
    }
    for line in Lines(bytes) {
      if start == 0 { start = line.number }
      let text = line.bytes.last == .carriageReturn ? line.bytes.dropLast() : line.bytes
      joined += text.map { $0 == .tab ? .space : $0 }
      // A comment cannot be continued.
      if text.last == .backslash, withoutComment(joined[...]).count == joined.count {
        joined[joined.count - 1] = .space
      } else {
        finish()
      }
    }
    finish()
    return lines
  }

  /// A hash begins a comment, unless it is quoted, escaped, part of `#include`, or a user's number.
  private static func withoutComment(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if text.trimmed.hasPrefix("#include") { return text }
    var isQuoted = false
    var isEscaped = false
    for (place, byte) in zip(text.indices, text) {
      if byte == .quote, !isEscaped { isQuoted.toggle() }
      let isComment = byte == UInt8(ascii: "#") && !isQuoted && !isEscaped
      let isNumber = place + 1 < text.endIndex && text[place + 1].isDigit
      if isComment, !isNumber { return text[..<place] }
      isEscaped = byte == .backslash && !isEscaped
    }
    return text
  }

  /// What an `@include`, `@includedir` or their older forms with `#` name.
  var include: (path: String, isDirectory: Bool)? {
    guard let first = text.first, "#@".utf8.contains(first) else { return nil }
    func path(after word: String) -> String? {
      let rest = text.dropFirst()
      guard rest.hasPrefix(word), rest.dropFirst(word.utf8.count).first?.isBlank == true else { return nil }
      return rest.dropFirst(word.utf8.count).trimmed.unquoted.text
    }
    if let folder = path(after: "includedir") { return (folder, true) }
    return path(after: "include").map { ($0, false) }
  }

  var isAlias: Bool {
    ["User_Alias ", "Runas_Alias ", "Host_Alias ", "Cmnd_Alias ", "Cmd_Alias "].contains {
      text.hasPrefix($0)
    }
  }

  var isDefaults: Bool { text.hasPrefix("Defaults") }

  /// `Defaults !authenticate` frees from the password, for everyone or for those named after a colon;
  /// `exempt_group` frees a group.
  func defaultsGrants(_ aliases: SudoersAliases) -> [Sudoers.Grant] {
    var scanner = SudoersScanner(text.dropFirst("Defaults".utf8.count))
    var users = ["ALL"]
    // A host, a run-as user or a command after `@`, `>` and `!` narrows it; it is still a grant to everyone.
    if scanner.takeAtOnce(":") {
      users = scanner.words()
    } else if ["@", ">", "!"].contains(where: { scanner.takeAtOnce($0) }) {
      _ = scanner.words()
    }
    var grants: [Sudoers.Grant] = []
    func grant(_ subject: Sudoers.Subject) {
      grants.append(Sudoers.Grant(subject: subject, commands: ["ALL"], runAs: nil, line: number))
    }
    for setting in scanner.list(until: nil) {
      if setting == "!authenticate" { aliases.subjects(users).forEach(grant) }
      if setting.hasPrefix("exempt_group"), let mark = setting.firstIndex(of: "=") {
        let name = setting[setting.index(after: mark)...].drop { $0 == " " }
        grant(.group(String(name).filter { $0 != "\"" }))
      }
    }
    return grants
  }
}
