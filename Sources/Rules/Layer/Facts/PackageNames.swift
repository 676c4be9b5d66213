import Images

/// Finds the tool that a package is of.
struct PackageNames: Sendable {
  private enum Kind: Sendable, Hashable {
    case system, python, npm, gem
  }

  private struct Key: Sendable, Hashable {
    let kind: Kind
    let name: String
  }

  private var exact: [Key: Int] = [:]
  private var beginnings: [(key: Key, tool: Int)] = []
  /// The languages for whose packages there are names, with how a distribution begins those packages' names.
  private var languages: [(prefix: String, kind: Kind)] = []
  /// How the names of the system's packages begin that a name with versions in it can mean.
  private var heads: Set<Substring> = []
  private var headBeginnings: [Substring] = []
  /// The first bytes of all names of the system's packages that can mean a tool: most packages are out by this.
  private var firstBytes = [Bool](repeating: false, count: 256)

  init(_ tools: [Tool]) {
    for (number, tool) in tools.enumerated() {
      add(tool.system, .system, number)
      add(tool.python, .python, number)
      add(tool.npm, .npm, number)
      add(tool.gem, .gem, number)
    }
    let kinds = Set(exact.keys.map(\.kind) + beginnings.map(\.key.kind))
    languages = Self.languages.filter { kinds.contains($0.kind) }
    heads = Set(
      exact.keys.filter { $0.kind == .system }.map { Self.head($0.name[...]) }
        + languages.map { Self.head($0.prefix[...]) })
    headBeginnings = beginnings.filter { $0.key.kind == .system }.map { Self.head($0.key.name[...]) }
    let names =
      exact.keys.filter { $0.kind == .system }.map(\.name)
      + beginnings.filter { $0.key.kind == .system }.map(\.key.name) + languages.map(\.prefix)
    for byte in names.compactMap(\.utf8.first) { firstBytes[Int(byte)] = true }
  }

  /// Whether a name can be a tool's by its first byte. Versions go from the ends of a name's parts, so that what begins
  /// with a letter begins so without them, too.
  private func mayBeTool(_ name: String) -> Bool {
    guard let first = name.utf8.first else { return true }
    let isLetter = first | 0x20 >= UInt8(ascii: "a") && first | 0x20 <= UInt8(ascii: "z")
    return !isLetter || firstBytes[Int(first)]
  }

  /// What stands before the first hyphen, digit or point: it is the same with and without versions.
  private static func head(_ name: Substring) -> Substring {
    let end = name.utf8.firstIndex { byte in
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: false
      }
    }
    return name[..<(end ?? name.endIndex)]
  }

  /// Whether a name can be a tool's once its versions go. A database has hundreds of thousands of names, and few can.
  private func mayHaveVersions(_ name: String) -> Bool {
    let head = Self.head(name[...])
    return head.isEmpty || heads.contains(head) || headBeginnings.contains { head.hasPrefix($0) }
      || !name.utf8.allSatisfy { $0 < 0x80 }
  }

  private mutating func add(_ names: [String], _ kind: Kind, _ tool: Int) {
    for name in names {
      if name.hasSuffix("*") {
        beginnings.append((Key(kind: kind, name: String(name.dropLast())), tool))
      } else {
        exact[Key(kind: kind, name: name)] = tool
      }
    }
  }

  /// The number of the tool in the table; nil for a package of none.
  func tool(of package: Package) -> Int? {
    switch package.ecosystem {
    case .dpkg, .apk, .rpm: system(package.name)
    case .python: find(.python, Self.normalised(package.name))
    case .npm: find(.npm, package.name)
    case .gem: find(.gem, package.name)
    // What a program was linked from is part of it, and no tool that lies about; the others have no tools in the table.
    case .go, .cargo, .maven, .composer, .nuget, .conda: nil
    }
  }

  private func system(_ name: String) -> Int? {
    guard mayBeTool(name) else { return nil }
    if let found = find(.system, name) { return found }
    guard mayHaveVersions(name), Self.mayLoseVersions(name) else { return nil }
    let plain = Self.withoutVersions(name)
    if plain != name, let found = find(.system, plain) { return found }
    for (prefix, kind) in languages where plain.hasPrefix(prefix) {
      let rest = String(plain.dropFirst(prefix.count))
      // Numbers belong to the names of the languages' packages: only the language's own were to go.
      let own = name.firstIndex(of: "-").map { String(name[name.index(after: $0)...]) } ?? rest
      if let found = find(kind, own) ?? find(kind, rest) { return found }
    }
    return nil
  }

  private func find(_ kind: Kind, _ name: String) -> Int? {
    exact[Key(kind: kind, name: name)]
      ?? beginnings.first { $0.key.kind == kind && name.hasPrefix($0.key.name) }?.tool
  }

  private static let languages: [(prefix: String, kind: Kind)] = [
    ("python-", .python), ("py-", .python), ("node-", .npm), ("nodejs-", .npm), ("ruby-", .gem),
    ("rubygem-", .gem),
  ]

  private static let processors: Set<Substring> = [
    "x86", "aarch64", "arm", "i686", "riscv64", "powerpc64le", "s390x",
  ]

  private static let hyphen = UInt8(ascii: "-")

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Dozens of rules ask of each package, so names of ASCII alone are looked at as bytes.
  private static func mayLoseVersions(_ name: String) -> Bool {
    guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return name.contains { $0 == "-" || $0.isNumber } }
    return name.utf8.contains { $0 == hyphen || isDigit($0) }
  }

  /// `golang-1.21-go` as `golang-go`, `clang17` as `clang`, `gcc-14-x86-64-linux-gnu` as `gcc`.
  private static func withoutVersions(_ name: String) -> String {
    var parts = name.utf8.split(separator: hyphen).map { Substring($0) }
    if parts.contains("linux"), name.contains("-linux-gnu"),
      let processor = parts.firstIndex(where: processors.contains)
    {
      parts.removeSubrange(processor...)
    }
    return parts.compactMap { part in
      guard part.utf8.allSatisfy({ $0 < 0x80 }) else {
        return part.lastIndex { !$0.isNumber && $0 != "." }.map { part[...$0] }
      }
      return part.utf8.lastIndex { !isDigit($0) && $0 != UInt8(ascii: ".") }.map { part[...$0] }
    }.joined(separator: "-")
  }

  /// PEP 503: lower case, one hyphen for each run of `-`, `_` and `.`.
  private static func normalised(_ name: String) -> String {
    name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
  }
}
