/// One stretch of commands of a rule `users hosts = (runas) TAG: command, ...` to which the same tags apply.
struct SudoersRule {
  let users: [String]
  var runAs: String?
  var isWithoutPassword = false
  var commands: [String] = []

  /// The rules of a line; nil if it is none.
  static func rules(of line: SudoersLine) -> [SudoersRule]? {
    var scanner = SudoersScanner(line.text)
    let users = scanner.words()
    guard !users.isEmpty else { return nil }
    var rules: [SudoersRule] = []
    repeat {
      // The hosts, which are not judged: a container has the name that whoever starts it gives it.
      guard !scanner.words().isEmpty, scanner.take("=") else { return nil }
      var rule = SudoersRule(users: users)
      repeat {
        var next = SudoersRule(users: users, runAs: rule.runAs, isWithoutPassword: rule.isWithoutPassword)
        scanner.readPrefix(into: &next)
        let command = scanner.word(until: ",:")
        guard !command.isEmpty else { return nil }
        if rule.runAs == next.runAs, rule.isWithoutPassword == next.isWithoutPassword {
          rule.commands.append(command)
        } else {
          if !rule.commands.isEmpty { rules.append(rule) }
          next.commands = [command]
          rule = next
        }
      } while scanner.take(",")
      rules.append(rule)
    } while scanner.take(":")
    return scanner.isAtEnd ? rules : nil
  }
}

/// Reads a logical line of sudoers from left to right.
struct SudoersScanner {
  private var rest: ArraySlice<UInt8>

  init(_ text: ArraySlice<UInt8>) {
    rest = text
  }

  var isAtEnd: Bool { rest.trimmed.isEmpty }

  /// Takes a mark after blanks.
  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    rest = rest.drop(while: \.isBlank)
    return takeAtOnce(mark)
  }

  /// Takes a mark with no blanks before it.
  mutating func takeAtOnce(_ mark: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: mark) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// The text up to one of `marks`, which is left to be taken, without blanks around it. Quotation marks and
  /// backslashes hide marks and stay, as in a command's arguments; those around the whole are dropped.
  mutating func word(until marks: String) -> String {
    rest = rest.drop(while: \.isBlank)
    let end = end { marks.utf8.contains($0) }
    defer { rest = rest[end...] }
    return rest[..<end].trimmed.unquoted.text
  }

  /// Words separated by commas, up to `mark` or the end.
  mutating func list(until mark: Unicode.Scalar?) -> [String] {
    var words: [String] = []
    repeat { words.append(word(until: "," + (mark.map { String($0) } ?? ""))) } while take(",")
    return words.filter { !$0.isEmpty }
  }

  /// Words separated by commas, up to a blank that no comma is beside, or an equals sign.
  mutating func words() -> [String] {
    var words: [String] = []
    repeat {
      rest = rest.drop(while: \.isBlank)
      var negation = ""
      while take("!") { negation += "!" }
      rest = rest.drop(while: \.isBlank)
      let end = end { $0.isBlank || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "=") }
      let name = rest[..<end].unquoted.text
      rest = rest[end...]
      // Twice not is so.
      if !name.isEmpty { words.append((negation.count % 2 == 1 ? "!" : "") + name) }
    } while take(",")
    return words
  }

  /// Reads what may stand before a command: `(runas)`, options (`CWD=/`), tags, digests.
  mutating func readPrefix(into rule: inout SudoersRule) {
    if take("(") {
      rule.runAs = word(until: ")")
      _ = take(")")
    }
    while true {
      rest = rest.drop(while: \.isBlank)
      let name = rest.prefix {
        ($0.isDigit || $0 == UInt8(ascii: "_") || $0 | 0x20 >= UInt8(ascii: "a")) && $0 < 128
      }
      let after = rest[name.endIndex...].drop(while: \.isBlank)
      if Self.options.contains(name.text), after.first == UInt8(ascii: "=") {
        rest = after.dropFirst()
        rest = rest[end(where: \.isBlank)...]
      } else if Self.digests.contains(name.text), after.first == .colon {
        rest = after.dropFirst().drop(while: \.isBlank)
        rest = rest[end(where: \.isBlank)...]
      } else if Self.tags.contains(name.text), after.first == .colon {
        if name == "NOPASSWD" { rule.isWithoutPassword = true }
        if name == "PASSWD" { rule.isWithoutPassword = false }
        rest = after.dropFirst()
      } else {
        return
      }
    }
  }

  /// The first place that `isEnd` accepts, outside of quotation marks and not after a backslash.
  private func end(where isEnd: (UInt8) -> Bool) -> Int {
    var isQuoted = false
    var isEscaped = false
    for (place, byte) in zip(rest.indices, rest) {
      if !isEscaped {
        if byte == .quote { isQuoted.toggle() }
        if !isQuoted, isEnd(byte) { return place }
      }
      isEscaped = byte == .backslash && !isEscaped
    }
    return rest.endIndex
  }

  private static let options: Set<String> = [
    "APPARMOR_PROFILE", "CHROOT", "CWD", "LIMITPRIVS", "NOTAFTER", "NOTBEFORE", "PRIVS", "ROLE", "TIMEOUT",
    "TYPE",
  ]
  private static let digests: Set<String> = ["sha224", "sha256", "sha384", "sha512"]
  private static let tags: Set<String> = [
    "EXEC", "FOLLOW", "INTERCEPT", "LOG_INPUT", "LOG_OUTPUT", "MAIL", "NOEXEC", "NOFOLLOW", "NOINTERCEPT",
    "NOLOG_INPUT", "NOLOG_OUTPUT", "NOMAIL", "NOPASSWD", "NOSETENV", "PASSWD", "SETENV",
  ]
}
