/// Tables whose first row names the columns: CSV with commas, semicolons or tabs, and tables of Markdown.
enum TableFields {
  private enum Limit {
    /// Cells of a row that are looked at.
    static let cells = 64
  }

  /// Whether a row may name a column of passwords: asked of every document, so it looks for a few letters only.
  static func mayHold(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 4 else { return false }
    for index in 1..<(bytes.count - 2) where bytes[index] | 0x20 == UInt8(ascii: "p") {
      let next = bytes[index + 1] | 0x20
      let third = bytes[index + 2] | 0x20
      // `pass` and `pwd` where a cell begins, or behind another word of the heading.
      guard next == UInt8(ascii: "a") && third == UInt8(ascii: "s") || next == UInt8(ascii: "w") else {
        continue
      }
      if ",;\t|\" _".utf8.contains(bytes[index - 1]), hasSeparator(bytes, around: index) { return true }
    }
    return bytes[0] | 0x20 == UInt8(ascii: "p")
  }

  /// Whether a sign that parts columns stands on the line, near the place.
  private static func hasSeparator(_ bytes: Span<UInt8>, around place: Int) -> Bool {
    var index = place
    while index < bytes.count, index < place + 64, bytes[index] != 0x0A {
      if ",;\t|".utf8.contains(bytes[index]) { return true }
      index += 1
    }
    index = place - 1
    while index >= 0, index > place - 64, bytes[index] != 0x0A {
      if ",;\t|".utf8.contains(bytes[index]) { return true }
      index -= 1
    }
    return false
  }

  static func read(_ bytes: [UInt8]) -> [Field] {
    var fields: [Field] = []
    var columns: [Int] = []
    var separator: UInt8 = 0
    for line in TextRanges.lines(bytes) {
      if columns.isEmpty {
        guard let found = header(line, bytes) else { continue }
        (columns, separator) = (found.columns, found.separator)
        continue
      }
      let cells = cells(line, separator, bytes)
      guard cells.count > (columns.first ?? 0) else {
        // A table of a document ends at the first line that is none of its rows.
        columns = []
        continue
      }
      for column in columns where cells.indices.contains(column) {
        let value = bare(cells[column], bytes)
        let isRule = bytes[value].allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }
        if !value.isEmpty, !isRule { fields.append(Field(path: ["password"], range: value)) }
      }
    }
    return fields
  }

  /// The columns of passwords, where the line names columns and one of them is an account's.
  private static func header(
    _ line: Range<Int>, _ bytes: [UInt8]
  ) -> (columns: [Int], separator: UInt8)? {
    guard line.count < 1024, namesPassword(bytes[line]) else { return nil }
    for separator in ",;\t|".utf8 where bytes[line].contains(separator) {
      let names = cells(line, separator, bytes).map { TextRanges.name(bare($0, bytes), in: bytes) }
      let columns = names.indices.filter { passwordColumns.contains(names[$0]) }
      if !columns.isEmpty, names.contains(where: { accountColumns.contains($0) }) {
        return (columns, separator)
      }
    }
    return nil
  }

  /// Whether the line may name such a column: asked for every line of a document, so it only looks for a few letters.
  private static func namesPassword(_ line: ArraySlice<UInt8>) -> Bool {
    for index in line.indices.dropLast(2) where line[index] | 0x20 == UInt8(ascii: "p") {
      let next = line[index + 1] | 0x20
      if next == UInt8(ascii: "a") || next == UInt8(ascii: "w") { return true }
    }
    return false
  }

  private static func cells(_ line: Range<Int>, _ separator: UInt8, _ bytes: [UInt8]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    var isQuoted = false
    for index in line where cells.count < Limit.cells {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard bytes[index] == separator, !isQuoted else { continue }
      cells.append(start..<index)
      start = index + 1
    }
    cells.append(start..<line.upperBound)
    return cells
  }

  /// A cell without white space and without the quotes or marks around it.
  private static func bare(_ cell: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var range = TextRanges.trimmed(cell, in: bytes)
    while let first = range.first, let last = range.last, range.count >= 2, bytes[first] == bytes[last],
      "\"'`*".utf8.contains(bytes[first])
    {
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
    }
    return range
  }

  private static let passwordColumns: Set<String> = [
    "password", "passwd", "pwd", "pass", "login_password", "passwort", "mot de passe", "initial password",
    "default password", "admin password", "passphrase", "parola",
  ]

  private static let accountColumns: Set<String> = [
    "user", "username", "user name", "login", "login_username", "login_uri", "account", "email", "e-mail",
    "url", "host", "hostname", "server", "name", "title", "benutzer", "benutzername", "utilisateur",
    "usuario",
    "role", "account name", "login name", "system", "service", "website",
  ]
}
