import Images

/// A history step's text brought to a form that does not depend on who wrote it.
struct HistoryText: Sendable {
  let keyword: String
  /// Quotes and escapes gone; of `RUN` as it stands. Blanks count as one, what was masked is a wildcard.
  let text: PartlyKnown
  /// Where a `COPY` or `ADD` that tells no sources leads; nil for all others.
  let destination: PartlyKnown?

  init(_ step: Instruction) {
    keyword = step.keyword
    let arguments = step.arguments.replacing(ConfigSecrets.mark, with: String(Expansion.wildcard))
    let text =
      switch step.keyword {
      case "RUN", "": Self.withoutMountDigest(Spelling.plain(arguments))
      case "CMD", "ENTRYPOINT", "SHELL", "VOLUME": Spelling.loose(Self.words(arguments))
      case "EXPOSE": Spelling.ports(arguments.filter { $0 != "[" && $0 != "]" })
      case "HEALTHCHECK": Spelling.loose(Self.healthTest(arguments))
      case "COPY", "ADD": Spelling.path(Spelling.loose(Self.withoutFlags(arguments)))
      default: Spelling.loose(arguments)
      }
    self.text = PartlyKnown(text)
    if step.keyword == "COPY" || step.keyword == "ADD", let mark = arguments.ranges(of: " in ").last {
      destination = PartlyKnown(Spelling.path(Spelling.loose(arguments[mark.upperBound...])))
    } else {
      destination = nil
    }
  }

  private static func words(_ text: String) -> String {
    if let words = DockerfileInstruction.list(text) { return words.joined(separator: " ") }
    return text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
  }

  /// `&{["CMD-SHELL" "test"] "30s" "0s" ...}`: the test.
  private static func healthTest(_ text: String) -> String {
    guard text.hasPrefix("&{["), let end = text.ranges(of: "] \"").last else { return text }
    return String(text[..<end.lowerBound].dropFirst(3))
  }

  /// Buildah ends a command that mounts something of the build with `:` and its digest.
  private static func withoutMountDigest(_ text: String) -> String {
    guard text.hasPrefix("--mount="), let mark = text.ranges(of: ":sha256:").last else { return text }
    let digest = text[mark.upperBound...]
    return digest.utf8.count == 64 && digest.allSatisfy(\.isHexDigit)
      ? String(text[..<mark.lowerBound]) : text
  }

  private static func withoutFlags(_ text: String) -> String {
    var words = text.split(separator: " ")[...]
    while words.first?.hasPrefix("--") == true { words = words.dropFirst() }
    return words.joined(separator: " ")
  }
}

/// Forms of texts in which what builders change is gone.
enum Spelling {
  /// Blanks and line ends count as one blank, none at either end.
  static func plain(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Without quotes and escapes too.
  static func loose(_ text: some StringProtocol) -> String {
    plain(String(text).filter { $0 != "\"" && $0 != "'" && $0 != "\\" })
  }

  /// Without a slash at the end.
  static func path(_ text: String) -> String {
    text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// Ports in order, ranges written out, without `/tcp`.
  static func ports(_ text: String) -> String {
    loose(text).split(separator: " ").flatMap(port).sorted().joined(separator: " ")
  }

  /// Ports of a range beyond these are left as they are written.
  private static let longestRange = 1_000

  private static func port(_ word: Substring) -> [String] {
    let parts = word.split(separator: "/", maxSplits: 1)
    let ends = (parts.first ?? "").split(separator: "-").compactMap { Int($0) }
    let protocolName = parts.count > 1 && parts[1].lowercased() != "tcp" ? "/" + parts[1].lowercased() : ""
    guard ends.count == 2, ends[0] <= ends[1], ends[1] - ends[0] < longestRange else {
      return [(parts.first ?? "") + protocolName]
    }
    return (ends[0]...ends[1]).map { "\($0)\(protocolName)" }
  }

  /// A path with `.` and `..` taken out; unchanged where a part of it is not known.
  static func cleaned(_ path: String) -> String {
    guard path.hasPrefix("/"), !path.contains(Expansion.wildcard) else { return path }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
