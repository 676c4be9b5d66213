import Dockerfiles
import Images

/// What a history step sets, in the spelling of any builder: BuildKit and Docker's classic builder write values out and
/// without quotes, Buildah keeps the line of the Dockerfile.
struct InstructionValue {
  /// Whether a step sets a value.
  enum Answer: Equatable {
    case exactly
    /// A variable of the build, or a masked secret, stands where the value would.
    case perhaps
    /// It sets another value.
    case otherwise
    case no
  }

  private let keyword: String
  private let arguments: String

  init(_ keyword: String, _ arguments: String) {
    self.keyword = keyword
    self.arguments = arguments
  }

  /// Whether it sets the item, or the field, to one of these spellings of its value.
  func sets(_ item: String?, _ values: [String]) -> Answer {
    switch keyword {
    case "ENV", "LABEL": return item.map { pair($0, values.first ?? "") } ?? .no
    case "EXPOSE": return member(item ?? "", words.map(Self.port), Self.port(item ?? ""))
    case "VOLUME": return member(item ?? "", words.map(Self.directory), Self.directory(item ?? ""))
    case "ONBUILD": return arguments == item ? .exactly : .no
    case "WORKDIR": return workingDirectory(values.first ?? "")
    case "HEALTHCHECK":
      let text = Self.loose(arguments)
      if values.contains(where: { text.hasSuffix(Self.loose($0)) || text.contains(Self.loose($0)) }) {
        return .exactly
      }
      return Self.isOpen(arguments) ? .perhaps : .otherwise
    default:
      let text = Self.loose(arguments)
      if values.contains(where: { Self.loose($0) == text }) { return .exactly }
      return Self.isOpen(arguments) || values.contains(where: Self.isOpen) ? .perhaps : .otherwise
    }
  }

  // MARK: Pairs

  /// Places of one name in a step beyond these are not looked at.
  private static let mostPairs = 100

  private func pair(_ name: String, _ value: String) -> Answer {
    let wanted = Self.unquoted(value)
    var answer = Answer.no
    for given in pairs(name, length: value.count) {
      if given == value || Self.unquoted(given) == wanted || Self.unquoted(given[...]).hasPrefix(wanted + " ")
      {
        return .exactly
      }
      answer = Self.isOpen(given) || Self.isOpen(value) ? .perhaps : answer
    }
    guard answer == .no, isCertain(name) else { return answer }
    return .otherwise
  }

  /// What may stand behind the name: to the end of a quoted word, and to the end of the line, since BuildKit writes
  /// `A=two words B=x` without quotes.
  /// As much is given as a value of `length` characters can take, each in quotes or escaped.
  private func pairs(_ name: String, length: Int) -> [String] {
    var found: [String] = []
    let words = ShellWords.split(arguments, escape: nil, quotes: .kept)
    if let first = words.first, Self.unquoted(first) == name, !first.contains("=") {
      found.append(String(arguments.dropFirst(first.count).drop(while: \.isWhitespace)))
    }
    for word in words {
      let head = word.prefix { $0 != "=" }
      if head.count < word.count, Self.unquoted(head) == name {
        found.append(String(word.dropFirst(head.count + 1)))
      }
    }
    for start in arguments.ranges(of: name + "=").prefix(Self.mostPairs) where isBoundary(start.lowerBound) {
      found.append(String(arguments[start.upperBound...].prefix(2 * length + 2)))
    }
    return found
  }

  private func isBoundary(_ index: String.Index) -> Bool {
    index == arguments.startIndex || arguments[arguments.index(before: index)].isWhitespace
  }

  /// Whether the name certainly is one that is set, and no part of another's value.
  private func isCertain(_ name: String) -> Bool {
    let words = ShellWords.split(arguments, escape: nil, quotes: .kept)
    guard let first = words.first else { return false }
    if !first.contains("=") { return Self.unquoted(first) == name }
    return Self.unquoted(first.prefix { $0 != "=" }) == name
      || words.allSatisfy { $0.contains("=") }
        && words.contains { Self.unquoted($0.prefix { $0 != "=" }) == name }
  }

  // MARK: Lists

  private func member(_ item: String, _ listed: [Set<String>], _ wanted: Set<String>) -> Answer {
    if listed.contains(where: { !$0.isDisjoint(with: wanted) }) { return .exactly }
    return words.contains(where: Self.isOpen) ? .perhaps : .no
  }

  private var words: [String] {
    arguments.split { $0.isWhitespace || "[],\"'".contains($0) }.map(String.init)
  }

  /// Ports of a range beyond these are not written out.
  private static let longestRange = 65_536

  /// `80`, `80/TCP` and `79-81` all hold `80/tcp`.
  private static func port(_ text: String) -> Set<String> {
    let parts = text.split(separator: "/", maxSplits: 1)
    let kind = parts.count > 1 ? parts[1].lowercased() : "tcp"
    let ends = (parts.first ?? "").split(separator: "-").map { Int($0) }
    if ends.count == 2, let first = ends[0], let last = ends[1], first <= last, last - first < longestRange {
      return Set((first...last).map { "\($0)/\(kind)" })
    }
    return ["\(parts.first ?? "")/\(kind)"]
  }

  private static func directory(_ text: String) -> Set<String> {
    [text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text]
  }

  private func workingDirectory(_ value: String) -> Answer {
    let given = Self.unquoted(arguments)
    if Self.directory(given) == Self.directory(value) { return .exactly }
    if Self.isOpen(given) { return .perhaps }
    guard !given.hasPrefix("/") else {
      return given.contains("/.") || given.contains("//") ? .perhaps : .otherwise
    }
    return given.contains("..") || value.hasSuffix(given) ? .perhaps : .otherwise
  }

  // MARK: Spelling

  /// Whether a variable or the mask of a secret stands in it (`ConfigSecrets`).
  private static func isOpen(_ text: String) -> Bool {
    text.contains("$") || text.contains(ConfigSecrets.mark)
  }

  private static func unquoted(_ text: some StringProtocol) -> String {
    String(text.filter { $0 != "\"" && $0 != "'" && $0 != "\\" })
  }

  private static func loose(_ text: String) -> String {
    text.filter { !$0.isWhitespace && !"[],\"'\\".contains($0) }
  }
}
