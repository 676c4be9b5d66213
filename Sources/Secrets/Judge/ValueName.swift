import PatternScan

/// The name that a value is set in: of `NAME=value`, `"name": "value"`, `--option value`, `<name>value`.
///
/// Messages show it, so it must be a name and nothing else: what may be a value itself is left out.
enum ValueName {
  /// Bytes before a value that are looked at.
  private static let window = 160
  /// Characters that a name has at most.
  private static let longest = 48
  /// Digits that a name has at most; a value has more.
  private static let mostDigits = 4

  /// The name before the value that starts at `start`; nil where none is seen on its line.
  static func before(_ start: Int, in block: Span<UInt8>) -> String? {
    let low = max(0, start - window)
    var line = block.array(low..<start)
    var isCut = low > 0
    if let end = line.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      line.removeSubrange(...end)
      isCut = false
    }
    return name(endingAt: line.count, in: line, isCut: isCut) ?? nameAround(line, isCut: isCut)
  }

  /// The last word of `text` that promises a secret, such as the name in `- name: DB_PASSWORD, value: `.
  static func telling(in text: [UInt8]) -> String? {
    text.split { !isOfName($0) }.last { isShown($0) && kind(of: $0) != nil }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// What the name promises of its value, in a word.
  static func noun(of name: String) -> String {
    switch kind(of: Array(name.utf8)[...]) {
    case .password: "password"
    case .key: "key"
    case .token: AssignmentName.words(of: Array(name.utf8)).last?.hasSuffix("key") == true ? "key" : "token"
    case .secret, nil: "secret"
    }
  }

  private static func kind(of name: ArraySlice<UInt8>) -> AssignmentName.Kind? {
    AssignmentName.kind(of: Array(name.drop { $0 == UInt8(ascii: "-") }))
  }

  /// The name that ends before the signs at `end`.
  private static func name(endingAt end: Int, in line: [UInt8], isCut: Bool) -> String? {
    var last = end
    while last > 0, signs.contains(line[last - 1]) { last -= 1 }
    var first = last
    while first > 0, isOfName(line[first - 1]) { first -= 1 }
    let name = line[first..<last]
    // `Authorization: Bearer value`
    if schemes.contains(where: { name.elementsEqual($0) }) {
      return self.name(endingAt: first, in: line, isCut: isCut)
    }
    guard isShown(name), first > 0 || !isCut else { return nil }
    let sign = line[last..<end]
    let isElement =
      sign.elementsEqual([UInt8(ascii: ">")]) && first > 0 && line[first - 1] == UInt8(ascii: "<")
    let isSet =
      sign.contains(UInt8(ascii: "="))
      || sign.contains(UInt8(ascii: ":")) && sign.contains { $0 != UInt8(ascii: ":") }
    return isSet || isElement || kind(of: name) != nil ? String(decoding: name, as: UTF8.self) : nil
  }

  /// The name of a longer value that the secret is a part of: `DATABASE_URL=postgres://app:...`.
  private static func nameAround(_ line: [UInt8], isCut: Bool) -> String? {
    var first = line.count
    while first > 0, !" \t\"'`".utf8.contains(line[first - 1]) { first -= 1 }
    guard first < line.count else { return nil }
    if let equals = line[first...].firstIndex(of: UInt8(ascii: "=")),
      let name = name(endingAt: equals + 1, in: line, isCut: isCut)
    {
      return name
    }
    return name(endingAt: first, in: line, isCut: isCut)
  }

  /// Whether it is a name that may be shown: short, with letters, and unlike what chance makes.
  private static func isShown(_ name: ArraySlice<UInt8>) -> Bool {
    guard (2...longest).contains(name.count), let head = name.first(where: { $0 != UInt8(ascii: "-") }),
      head.isASCIILetter || head == UInt8(ascii: "_"),
      name.count(where: \.isASCIIDigit) <= mostDigits, !Assignment.isChance(Array(name))
    else { return false }
    return !idle.contains(String(decoding: name, as: UTF8.self).lowercased())
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    byte.isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  /// What may stand between a name and its value.
  private static let signs = Set(" \t=:>\"'`\\,({[)]".utf8)
  private static let schemes = ["Bearer", "bearer", "Basic", "basic"].map { Array($0.utf8) }
  /// Names that say nothing.
  private static let idle: Set<String> = [
    "value", "val", "string", "data", "name", "default", "text", "content", "env", "arg", "const", "let",
    "var",
    "return", "is", "and", "or", "the", "http", "https",
  ]
}
