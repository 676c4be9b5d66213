/// `.env`, properties, INI, TOML: a name, `=` or `:`, a value; `[section]` before them.
enum LineFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    var fields: [Field] = []
    var section: [String] = []
    for line in TextRanges.lines(bytes) {
      let line = TextRanges.trimmed(line, in: bytes)
      guard let first = line.first, !"#;!/".utf8.contains(bytes[first]) || startsWithSlashes(line, bytes)
      else {
        continue
      }
      if bytes[first] == UInt8(ascii: "["), let end = bytes[line].lastIndex(of: UInt8(ascii: "]")) {
        section = [TextRanges.name((first + 1)..<end, in: bytes)]
        continue
      }
      guard let sign = separator(line, bytes) else { continue }
      var name = TextRanges.name(line.lowerBound..<sign, in: bytes)
      for prefix in ["export ", "set ", "env ", "arg "] where name.hasPrefix(prefix) {
        name = String(name.dropFirst(prefix.count))
      }
      fields.append(
        Field(path: section + [name], range: TextRanges.unquoted((sign + 1)..<line.upperBound, in: bytes)))
    }
    return fields
  }

  /// `//registry.npmjs.org/:_authToken=` is a name, `// comment` is none.
  private static func startsWithSlashes(_ line: Range<Int>, _ bytes: [UInt8]) -> Bool {
    line.count > 3 && bytes[line.lowerBound + 1] == UInt8(ascii: "/") && bytes[line.lowerBound + 2] > 0x20
  }

  /// The first `=`, or the first `:` where there is none.
  private static func separator(_ line: Range<Int>, _ bytes: [UInt8]) -> Int? {
    bytes[line].firstIndex(of: UInt8(ascii: "=")) ?? bytes[line].firstIndex(of: UInt8(ascii: ":"))
  }
}

/// `requirepass value`, `password value`: a name, white space, a value.
enum WordFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    TextRanges.lines(bytes).compactMap { line in
      let words = TextRanges.words(line, in: bytes)
      guard words.count >= 2, let first = words.first, bytes[first.lowerBound] != UInt8(ascii: "#") else {
        return nil
      }
      let value = TextRanges.unquoted(words[1].lowerBound..<line.upperBound, in: bytes)
      return Field(path: [TextRanges.name(first, in: bytes)], range: value)
    }
  }
}

/// Tables such as `/etc/shadow` and `.pgpass`; a backslash takes a colon's meaning away.
enum ColumnFields {
  static func read(_ bytes: [UInt8], secret column: Int) -> [Field] {
    TextRanges.lines(bytes).compactMap { line in
      guard let first = line.first, bytes[first] != UInt8(ascii: "#") else { return nil }
      var columns: [Range<Int>] = []
      var start = line.lowerBound
      for index in line
      where bytes[index] == UInt8(ascii: ":") && !(index > first && bytes[index - 1] == 0x5C) {
        columns.append(start..<index)
        start = index + 1
      }
      columns.append(start..<line.upperBound)
      guard columns.indices.contains(column) else { return nil }
      return Field(path: [TextRanges.name(columns[0], in: bytes), "password"], range: columns[column])
    }
  }
}

/// Tables such as `chap-secrets` and pgbouncer's `userlist.txt`; columns may be quoted.
enum WordColumnFields {
  static func read(_ bytes: [UInt8], secret column: Int) -> [Field] {
    TextRanges.lines(bytes).compactMap { line in
      let words = TextRanges.quotedWords(line, in: bytes)
      guard words.indices.contains(column), !"#;".utf8.contains(bytes[words[0].lowerBound]) else {
        return nil
      }
      return Field(
        path: [TextRanges.name(words[0], in: bytes), "password"],
        range: TextRanges.unquoted(words[column], in: bytes))
    }
  }
}

/// Tables such as Postfix's `sasl_passwd`: a host, and a user with a password.
enum LastColumnFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    TextRanges.lines(bytes).compactMap { line in
      let line = TextRanges.trimmed(line, in: bytes)
      guard let first = line.first, bytes[first] != UInt8(ascii: "#"),
        let colon = bytes[line].lastIndex(of: UInt8(ascii: ":"))
      else { return nil }
      return Field(path: ["password"], range: (colon + 1)..<line.upperBound)
    }
  }
}

/// Lists of users such as Jetty's: `user: password, role`, `user = password`.
enum RealmFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    LineFields.read(bytes).compactMap { field in
      let end = bytes[field.range].firstIndex(of: UInt8(ascii: ",")) ?? field.range.upperBound
      let value = TextRanges.trimmed(field.range.lowerBound..<end, in: bytes)
      // A file of texts may have the same name: `users.title=All users`.
      guard !field.name.contains("."), !bytes[value].contains(0x20) else { return nil }
      return Field(path: field.path + ["password"], range: value)
    }
  }
}

/// Inventories of Ansible and units of systemd: `host name=value name=value`, `Environment="name=value"`.
enum PairFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    let outside: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    return TextRanges.lines(bytes).flatMap { line -> [Field] in
      let line = TextRanges.trimmed(line, in: bytes)
      guard let first = line.first, !"#;".utf8.contains(bytes[first]) else { return [] }
      return bytes[line].split(whereSeparator: { $0 <= 0x20 || outside.contains($0) }).compactMap { word in
        guard let sign = word.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        var (start, equals) = (word.startIndex, sign)
        if TextRanges.name(start..<sign, in: bytes) == "environment",
          let next = word[(sign + 1)...].firstIndex(of: UInt8(ascii: "="))
        {
          (start, equals) = (sign + 1, next)
        }
        return Field(path: [TextRanges.name(start..<equals, in: bytes)], range: (equals + 1)..<word.endIndex)
      }
    }
  }
}

/// `machine HOST login USER password WORD`, on one line or several.
enum NetrcFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    let words = TextRanges.words(bytes.indices, in: bytes)
    return zip(words, words.dropFirst()).compactMap { name, value in
      TextRanges.name(name, in: bytes) == "password"
        ? Field(path: ["password"], range: TextRanges.unquoted(value, in: bytes)) : nil
    }
  }
}

/// `https://user:password@host` or `https://token@host` on a line.
enum AddressFields {
  static func read(_ bytes: [UInt8]) -> [Field] {
    TextRanges.lines(bytes).compactMap { line in
      let text = bytes[line]
      guard let scheme = text.firstRange(of: Array("://".utf8))?.upperBound,
        let at = text[scheme...].lastIndex(of: UInt8(ascii: "@"))
      else { return nil }
      let colon = text[scheme..<at].firstIndex(of: UInt8(ascii: ":"))
      return Field(path: ["password"], range: (colon.map { $0 + 1 } ?? scheme)..<at)
    }
  }
}

/// A file that holds nothing but the value.
enum WholeField {
  static func read(_ bytes: [UInt8]) -> [Field] {
    [Field(path: ["key"], range: TextRanges.trimmed(bytes.indices, in: bytes))]
  }
}
