import PatternScan

/// What stands beside a candidate, at most `SecretScanner.surroundings` bytes on either side.
struct Surroundings {
  let before: [UInt8]
  let after: [UInt8]

  static let none = Surroundings(before: [], after: [])

  private init(before: [UInt8], after: [UInt8]) {
    self.before = before
    self.after = after
  }

  /// What stands beside the bytes at `range`.
  init(of range: Range<Int>, in block: Span<UInt8>) {
    let reach = SecretScanner.surroundings
    before = block.array(max(0, range.lowerBound - reach)..<range.lowerBound)
    after = block.array(range.upperBound..<min(range.upperBound + reach, block.count))
  }

  /// Whether nothing but blanks and the mark of a list stands before the candidate on its line.
  var isAtLineStart: Bool {
    let mark = before.last { !" \t\"'`*->|".utf8.contains($0) }
    return mark.map { $0 == 0x0A || $0 == 0x0D } ?? true
  }

  /// Whether the candidate's line is a comment of some language.
  var isComment: Bool {
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Surroundings.isComment(before[start...])
  }

  /// Whether a line, or its beginning, is a comment of some language.
  static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
    let line = line.drop { $0 == 0x20 || $0 == 0x09 }
    return commentMarks.contains { line.starts(with: $0) }
  }

  /// Whether it is a parameter in the address of a picture.
  var isPicture: Bool {
    let address = before.reversed().prefix { $0 > 0x20 && !"\"'()<>".utf8.contains($0) }
    // Read backwards: `.svg?`.
    return Array(address).holds(Array("?gvs.".utf8))
  }

  /// The words beside the candidate, in small letters.
  var words: Set<String> {
    Set(AssignmentName.wordsOfText(before)).union(AssignmentName.wordsOfText(after))
  }

  /// How many quoted texts beside it have two blanks and more: a sentence rather than a value.
  var sentences: Int {
    [before, after].reduce(0) { sum, side in
      sum
        + side.split { $0 == 0x0A || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }.count { text in
          text.count(where: { $0 == 0x20 }) >= 2 && text.count <= 160
            && text.drop(while: { $0 == 0x20 }).first.map { $0.isASCIIUpper || $0 >= 0xC3 } == true
            && !text.contains { "={}();".utf8.contains($0) }
        }
    }
  }

  private static let commentMarks = ["//", "#", "*", "--", "/*", ";", "<!--", "%", "rem "].map {
    Array($0.utf8)
  }

  /// Words beside a value that is given to somebody who logs in.
  static let accountWords: Set<String> = [
    "user", "username", "login", "host", "hostname", "server", "port", "database", "dbname", "db", "email",
    "account",
    "uid", "endpoint", "address", "url", "uri", "connect", "connection", "client", "dsn", "jdbc", "smtp",
    "imap",
    "mysql", "postgres", "redis", "mongo", "ldap", "ftp", "ssh", "auth", "credentials", "region", "bucket",
    "schema",
    "driver", "domain",
  ]

  /// Words beside a name that is described and given no value.
  static let schemaWords: Set<String> = [
    "type", "required", "description", "format", "minlength", "maxlength", "label", "placeholder", "input",
    "field",
    "fields", "validate", "validator", "validation", "form", "title", "html", "div", "span", "class",
    "column", "varchar",
    "nullable", "enum", "interface", "struct", "property", "properties", "rules", "schema", "button",
    "translate",
    "message", "messages", "error", "errors", "hint", "tooltip", "help", "icon", "component", "props",
    "render",
  ]

  /// Words beside a value that a test uses.
  static let testWords: Set<String> = [
    "assert", "expect", "test", "tests", "mock", "describe", "should", "spec", "fixture", "stub", "fake",
    "given",
    "equals", "equal", "unittest", "pytest", "junit", "mocked", "beforeeach",
  ]
}
