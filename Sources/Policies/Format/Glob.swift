/// A pattern for names and paths: `*` and `?` stay within one part between slashes, `**` crosses them, `{a,b}` is one
/// of several, and everything else stands for itself.
package struct Glob: Sendable, Hashable {
  /// As it was written.
  package let text: String
  /// One list of bytes for each way to choose among braces.
  private let choices: [[UInt8]]

  /// Ways to choose among braces that one pattern may have.
  private static let maximumChoices = 256

  /// Reads a pattern; one that is not valid matches its own text only.
  package init(_ text: String) {
    self.text = text
    choices = Self.expand(text) ?? [Array(text.utf8)]
    isLiteral = !text.contains { "*?{".contains($0) }
  }

  /// A path in which no character has a meaning of its own.
  package static func literal(_ text: String) -> Glob {
    Glob(text: text, choices: [Array(text.utf8)], isLiteral: true)
  }

  private init(text: String, choices: [[UInt8]], isLiteral: Bool) {
    self.text = text
    self.choices = choices
    self.isLiteral = isLiteral
  }

  /// Whether braces are closed and not too many.
  package static func isValid(_ text: String) -> Bool { expand(text) != nil }

  /// Whether all that it matches may be paths from the root: each way to choose among braces begins with `/` or `**`.
  package static func isFromRoot(_ text: String) -> Bool {
    expand(text)?.allSatisfy { $0.first == slash || $0.starts(with: [star, star]) } ?? false
  }

  /// Whether it stands for its own text only.
  package let isLiteral: Bool

  /// The directories before the first part that is not literal: `/usr/share` of `/usr/share/**/x`.
  package var literalFolder: String {
    let start = isLiteral ? text[...] : text.prefix { !"*?{".contains($0) }
    return String(start[..<(start.lastIndex(of: "/") ?? start.startIndex)])
  }

  package func matches(_ name: String) -> Bool { matches(Array(name.utf8)) }

  /// Whether the pattern matches a path, which may start with a slash or not, as the pattern may.
  package func matches(path: [UInt8]) -> Bool { matches(path: path[...]) }

  package func matches(path: ArraySlice<UInt8>) -> Bool {
    if isLiteral { return Self.trimmed(choices[0][...]) == Self.trimmed(path) }
    return choices.contains { Self.match(Self.trimmed($0[...]), Self.trimmed(path)) }
  }

  package func matches(_ bytes: [UInt8]) -> Bool {
    if isLiteral { return choices[0] == bytes }
    return choices.contains { Self.match($0[...], bytes[...]) }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.first == slash ? bytes.dropFirst() : bytes
  }

  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")

  /// Iterative, with one place to come back to for `*` and one for `**`, so that no pattern takes more than
  /// quadratic time in each.
  private static func match(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var p = pattern.startIndex
    var n = name.startIndex
    var short: (p: Int, n: Int)?
    var long: (p: Int, n: Int)?
    while true {
      if p < pattern.endIndex, pattern[p] == star {
        if p + 1 < pattern.endIndex, pattern[p + 1] == star {
          p += 2
          // `**/` may stand for nothing at all.
          if p < pattern.endIndex, pattern[p] == slash, n == name.startIndex || name[n - 1] == slash,
            match(pattern[(p + 1)...], name[n...])
          {
            return true
          }
          long = (p, n)
          short = nil
        } else {
          p += 1
          short = (p, n)
        }
        continue
      }
      if n == name.endIndex {
        if p == pattern.endIndex { return true }
      } else if p < pattern.endIndex,
        pattern[p] == name[n] || pattern[p] == UInt8(ascii: "?") && name[n] != slash
      {
        p += 1
        n += 1
        continue
      }
      if let (back, at) = short, at < name.endIndex, name[at] != slash {
        short = (back, at + 1)
        (p, n) = (back, at + 1)
      } else if let (back, at) = long, at < name.endIndex {
        long = (back, at + 1)
        short = nil
        (p, n) = (back, at + 1)
      } else {
        return false
      }
    }
  }

  /// The patterns without braces that a pattern stands for; nil when braces do not close or are too many.
  private static func expand(_ text: String) -> [[UInt8]]? {
    var results: [[UInt8]] = [[]]
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "{"):
        guard let close = rest.firstIndex(of: UInt8(ascii: "}")) else { return nil }
        let words = rest[..<close].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard !rest[..<close].contains(UInt8(ascii: "{")), results.count * words.count <= maximumChoices
        else {
          return nil
        }
        results = results.flatMap { start in words.map { start + $0 } }
        rest = rest[(close + 1)...]
      case UInt8(ascii: "}"): return nil
      default: for index in results.indices { results[index].append(byte) }
      }
    }
    return results
  }
}
