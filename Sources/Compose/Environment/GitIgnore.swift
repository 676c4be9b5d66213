/// The few things of a `.gitignore` that tell whether a file of a known name is left out (gitignore(5)).
struct GitIgnore: Sendable {
  private let patterns: [Substring]

  init(_ text: String) {
    patterns = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
  }

  /// Whether the last pattern that fits a path, its name or a directory on the way ignores it.
  func ignores(_ path: String) -> Bool {
    let parts = FilePath.normalised(path).split(separator: "/").map(String.init)
    let whole = parts.indices.map { parts[...$0].joined(separator: "/") }
    return (parts + whole).contains(where: ignoresName)
  }

  private func ignoresName(_ name: String) -> Bool {
    var isIgnored = false
    for pattern in patterns {
      let isNegated = pattern.hasPrefix("!")
      var body = Substring((isNegated ? pattern.dropFirst() : pattern).trimming(" \t"))
      if body.hasPrefix("**/") { body = body.dropFirst(3) }
      if body.hasPrefix("/") { body = body.dropFirst() }
      if body.hasSuffix("/") { body = body.dropLast() }
      if Self.fits(Array(body.utf8)[...], Array(name.utf8)[...]) { isIgnored = !isNegated }
    }
    return isIgnored
  }

  /// Whether a pattern with `*` and `?` fits the whole name.
  private static func fits(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    switch first {
    case UInt8(ascii: "*"):
      let rest = pattern.drop { $0 == UInt8(ascii: "*") }
      return name.indices.contains { fits(rest, name[$0...]) } || rest.isEmpty
    case UInt8(ascii: "?"):
      return !name.isEmpty && fits(pattern.dropFirst(), name.dropFirst())
    default:
      return name.first == first && fits(pattern.dropFirst(), name.dropFirst())
    }
  }
}
