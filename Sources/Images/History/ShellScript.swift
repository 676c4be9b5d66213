/// Splits a shell script into simple commands, well enough to judge a build step by.
///
/// It knows quotes, comments, continued lines, lists, pipelines, substitutions, redirections and here-documents
/// (POSIX XCU 2), expands nothing, and takes anything for a script: what does not make sense gives odd words.
package enum ShellScript {
  /// How deep substitutions are followed.
  package static let deepestNesting = 8

  /// The commands in the order in which they are written; those of a substitution before the one they serve.
  package static func commands(_ text: String) -> [ShellCommand] {
    var splitter = ShellSplitter(Array(text.utf8)[...], depth: 0)
    return splitter.run(.sequence)
  }
}

struct ShellSplitter {
  private var rest: ArraySlice<UInt8>
  private let depth: Int

  private var commands: [ShellCommand] = []
  private var connection = ShellCommand.Connection.sequence
  private var words: [ShellCommand.Word] = []
  private var assignments: [ShellCommand.Word] = []
  private var hereDocuments: [[UInt8]] = []
  /// The next word is where a redirection leads.
  private var isRedirection = false

  /// Words that open or close what holds commands.
  private static let keywords: Set<String> = [
    "!", "{", "}", "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "esac",
  ]

  init(_ text: ArraySlice<UInt8>, depth: Int) {
    rest = text
    self.depth = depth
  }

  mutating func run(_ first: ShellCommand.Connection) -> [ShellCommand] {
    connection = first
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "\n"):
        rest = rest.dropFirst()
        // Behind `|`, `&&` and `||` the command goes on in the next line.
        if !isContinued { end(.sequence) }
        skipHereDocuments()
      case UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"):
        rest = rest.dropFirst()
        end(.sequence)
      case UInt8(ascii: "&"): ampersand()
      case UInt8(ascii: "|"): bar()
      case UInt8(ascii: "<"), UInt8(ascii: ">"): redirect()
      case UInt8(ascii: "#"): rest = rest.drop { $0 != UInt8(ascii: "\n") }
      case _ where byte.isBlank || byte == .carriageReturn: rest = rest.dropFirst()
      case .backslash where rest.dropFirst().first == UInt8(ascii: "\n"): rest = rest.dropFirst(2)
      default: word()
      }
    }
    end(.sequence)
    return commands
  }

  private mutating func ampersand() {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "&") {
      rest = rest.dropFirst()
      end(.and)
    } else if rest.first == UInt8(ascii: ">") {
      redirect()
    } else {
      end(.sequence)
    }
  }

  private mutating func bar() {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "|") {
      rest = rest.dropFirst()
      end(.or)
    } else {
      if rest.first == UInt8(ascii: "&") { rest = rest.dropFirst() }
      end(.pipe)
    }
  }

  /// Whether what was read last ties the next command to the one before.
  private var isContinued: Bool {
    guard words.isEmpty, assignments.isEmpty else { return false }
    return switch connection {
    case .pipe, .and, .or: true
    case .sequence, .substitution: false
    }
  }

  private mutating func end(_ next: ShellCommand.Connection) {
    isRedirection = false
    if !words.isEmpty || !assignments.isEmpty {
      commands.append(ShellCommand(connection: connection, assignments: assignments, words: words))
      (words, assignments, connection) = ([], [], next)
    } else if connection != .substitution {
      connection = next
    }
  }

  // MARK: Redirections

  private mutating func redirect() {
    let sign = rest.removeFirst()
    if rest.first == UInt8(ascii: "(") {
      _ = substitute()
      return
    }
    if sign == UInt8(ascii: "<"), rest.first == sign {
      rest = rest.dropFirst()
      guard rest.first == sign else {
        hereDocument()
        return
      }
      rest = rest.dropFirst()
    }
    while let next = rest.first,
      next == UInt8(ascii: ">") || next == UInt8(ascii: "|") || next == UInt8(ascii: "&")
    {
      rest = rest.dropFirst()
    }
    isRedirection = true
  }

  private mutating func hereDocument() {
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    rest = rest.drop(while: \.isBlank)
    let end = rest.firstIndex { $0.isBlank || "\n;&|<>()".utf8.contains($0) } ?? rest.endIndex
    let mark = rest[..<end].filter { $0 != .quote && $0 != UInt8(ascii: "'") && $0 != .backslash }
    rest = rest[end...]
    if !mark.isEmpty { hereDocuments.append(mark) }
  }

  private mutating func skipHereDocuments() {
    for mark in hereDocuments {
      while !rest.isEmpty {
        let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
        let line = rest[..<end].drop { $0 == .tab }
        rest = rest[end...].dropFirst()
        if line.elementsEqual(mark) { break }
      }
    }
    hereDocuments = []
  }

  // MARK: Words

  private mutating func word() {
    var text: [UInt8] = []
    var isLiteral = true
    var isQuoted = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "'") {
        isQuoted = true
        rest = rest.dropFirst()
        let end = rest.firstIndex(of: byte) ?? rest.endIndex
        text += rest[..<end]
        rest = rest[end...].dropFirst()
      } else if byte == .quote {
        isQuoted = true
        rest = rest.dropFirst()
        if !doubleQuoted(into: &text) { isLiteral = false }
      } else if byte == .backslash {
        isQuoted = true
        rest = rest.dropFirst()
        guard let next = rest.popFirst() else { break }
        if next != UInt8(ascii: "\n") { text.append(next) }
      } else if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`") {
        isLiteral = false
        text += expansion()
      } else if byte.isBlank || byte == .carriageReturn || "\n;&|<>()".utf8.contains(byte) {
        break
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    take(ShellCommand.Word(String(decoding: text, as: UTF8.self), isLiteral: isLiteral), isQuoted: isQuoted)
  }

  private mutating func take(_ word: ShellCommand.Word, isQuoted: Bool) {
    if isRedirection {
      isRedirection = false
      return
    }
    // The `2` of `2>file` is no word.
    let isNumber = !word.text.isEmpty && word.text.utf8.allSatisfy(\.isDigit)
    if isNumber, !isQuoted, rest.first == UInt8(ascii: ">") || rest.first == UInt8(ascii: "<") { return }
    if words.isEmpty {
      if !isQuoted, Self.keywords.contains(word.text) { return }
      if ShellCommand.isAssignment(word.text) {
        assignments.append(word)
        return
      }
    }
    words.append(word)
  }

  /// Reads to the closing mark; false if something in it is to be expanded.
  private mutating func doubleQuoted(into text: inout [UInt8]) -> Bool {
    var isLiteral = true
    while let byte = rest.first {
      switch byte {
      case .quote:
        rest = rest.dropFirst()
        return isLiteral
      case .backslash:
        rest = rest.dropFirst()
        guard let next = rest.popFirst() else { return isLiteral }
        if next == UInt8(ascii: "\n") { continue }
        if !"\"\\$`".utf8.contains(next) { text.append(byte) }
        text.append(next)
      case UInt8(ascii: "$"), UInt8(ascii: "`"):
        isLiteral = false
        text += expansion()
      default:
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    return isLiteral
  }

  /// Reads `$NAME`, `${...}`, `$(...)` or `` `...` `` and gives it as written; commands in it are taken.
  private mutating func expansion() -> ArraySlice<UInt8> {
    let start = rest
    let sign = rest.removeFirst()
    if sign == UInt8(ascii: "`") {
      let end = rest.firstIndex(of: sign) ?? rest.endIndex
      nest(rest[..<end])
      rest = rest[end...].dropFirst()
    } else if rest.first == UInt8(ascii: "(") {
      return [sign] + substitute()
    } else if rest.first == UInt8(ascii: "{") {
      let end = rest.firstIndex(of: UInt8(ascii: "}")) ?? rest.endIndex
      rest = rest[end...].dropFirst()
    }
    return start[..<rest.startIndex]
  }

  /// Reads `(...)` with what is nested in it.
  private mutating func substitute() -> ArraySlice<UInt8> {
    let start = rest
    var open = 0
    var quote: UInt8?
    var index = rest.startIndex
    while index < rest.endIndex {
      let byte = rest[index]
      index += 1
      if byte == .backslash, quote != UInt8(ascii: "'") {
        index = min(index + 1, rest.endIndex)
      } else if let mark = quote {
        if byte == mark { quote = nil }
      } else if byte == .quote || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "(") {
        open += 1
      } else if byte == UInt8(ascii: ")") {
        open -= 1
        if open == 0 { break }
      }
    }
    rest = rest[index...]
    let whole = start[..<index]
    nest(whole.dropFirst().dropLast(open == 0 ? 1 : 0))
    return whole
  }

  private mutating func nest(_ text: ArraySlice<UInt8>) {
    guard depth < ShellScript.deepestNesting else { return }
    var inner = ShellSplitter(text, depth: depth + 1)
    commands += inner.run(.substitution)
  }
}
