/// One simple command of a shell script: its words once quotes are taken off, and how it follows the one before.
package struct ShellCommand: Sendable, Hashable {
  /// How a command is tied to the one before it.
  package enum Connection: Sendable, Hashable {
    /// The first, or after `;`, `&` or a new line.
    case sequence
    /// After `&&`.
    case and
    /// After `||`.
    case or
    /// It reads what the one before writes.
    case pipe
    /// Inside `$(...)`, `` `...` `` or `<(...)`: the next command that is not takes what it writes.
    case substitution
  }

  /// A word, and whether it says all by itself.
  package struct Word: Sendable, Hashable {
    package let text: String
    /// Whether nothing in it is to be expanded by the shell: no variable and no command.
    package let isLiteral: Bool

    package init(_ text: String, isLiteral: Bool = true) {
      self.text = text
      self.isLiteral = isLiteral
    }
  }

  package let connection: Connection
  /// `NAME=value` before the command, or alone.
  package let assignments: [Word]
  /// The program and its arguments; redirections are left out.
  package let words: [Word]

  /// The program's name without directory; empty for assignments alone.
  package var name: String { words.first.map { String($0.text.split(separator: "/").last ?? "") } ?? "" }

  /// What follows the program's name.
  package var arguments: [String] { words.dropFirst().map(\.text) }

  /// The command that `sudo`, `env`, `exec` and their like run; itself where there is none.
  package var unwrapped: ShellCommand {
    var command = self
    while let inner = command.wrapped { command = inner }
    return command
  }

  private static let wrappers: Set<String> = [
    "sudo", "env", "exec", "command", "nice", "nohup", "time", "eatmydata",
  ]
  /// Options of `sudo`, `env`, `exec` and `nice` that take the next word.
  private static let optionsWithValue: Set<String> = [
    "-u", "-g", "-n", "-a", "-C", "--user", "--group", "--unset",
  ]

  private var wrapped: ShellCommand? {
    guard Self.wrappers.contains(name) else { return nil }
    var rest = words.dropFirst()
    var assignments = assignments
    while let word = rest.first {
      if word.text.hasPrefix("-") {
        rest = rest.dropFirst(Self.optionsWithValue.contains(word.text) ? 2 : 1)
      } else if Self.isAssignment(word.text) {
        assignments.append(word)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    guard !rest.isEmpty else { return nil }
    return ShellCommand(connection: connection, assignments: assignments, words: Array(rest))
  }

  static func isAssignment(_ text: String) -> Bool {
    guard let equals = text.firstIndex(of: "="), let first = text.first, !first.isNumber else { return false }
    let name = text[..<equals]
    return !name.isEmpty && name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0.isDigit || $0.isASCIILetter }
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
