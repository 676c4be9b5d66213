import Images

/// What the rest of a step makes of what one of its commands did: a step is judged by what it leaves behind.
///
/// Commands after `||` are not counted on: they run where the one before failed.
struct StepOutcome {
  private let commands: [ShellCommand]

  init(_ commands: [ShellCommand]) {
    // What a shell does when it ends comes after all else.
    let last = commands.filter { $0.name == "trap" && $0.arguments.contains { $0 == "EXIT" || $0 == "0" } }
      .flatMap { ShellScript.commands($0.arguments.first ?? "") }
    self.commands = commands + last
  }

  // MARK: Files

  /// Whether a later command removes a path, or a directory that it is in.
  func removes(_ path: String, after index: Int) -> Bool {
    later(than: index).contains { command in
      switch command.name {
      case "rm", "unlink", "rmdir":
        let isRecursive = command.hasLetters("rR") || command.has("--recursive")
        return command.operands.contains { Self.covers($0, path, below: isRecursive) }
      default: return false
      }
    }
  }

  /// Whether a later command takes the right to write away from others, from a path and, where `isRecursive`, from all
  /// that is below it.
  func closes(_ path: String, isRecursive: Bool, after index: Int) -> Bool {
    later(than: index).contains { command in
      guard command.name == "chmod", let mode = command.mode, mode.closesToOthers else { return false }
      let goesBelow = command.hasLetters("R") || command.has("--recursive")
      guard goesBelow || !isRecursive else { return false }
      return command.operands.dropFirst().contains { Self.covers($0, path, below: goesBelow) }
    }
  }

  /// Whether an operand names a path, or all of a directory that it is in.
  private static func covers(_ operand: String, _ path: String, below: Bool) -> Bool {
    let (operand, path) = (plain(operand), plain(path))
    if operand == path { return true }
    if operand.hasSuffix("/*") {
      let rest = path.dropFirst(operand.count - 1)
      return path.hasPrefix(operand.dropLast()) && (below || !rest.contains("/"))
    }
    return below && path.hasPrefix(operand + "/")
  }

  /// A path without slashes at its end and braces around its variable.
  private static func plain(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard path.hasPrefix("${"), let end = path.firstIndex(of: "}") else { return path }
    return "$" + path[path.index(path.startIndex, offsetBy: 2)..<end] + path[path.index(after: end)...]
  }

  // MARK: What was fetched

  /// Whether a command checks a digest or a signature of what the step has; one that comes before `index`, or any.
  func checks(before index: Int? = nil) -> Bool {
    commands.prefix(index ?? commands.count).contains(where: \.checksContent)
  }

  /// Whether a command after `index` checks a digest or a signature.
  func checks(after index: Int) -> Bool { later(than: index).contains(where: \.checksContent) }

  /// Whether the step makes packages, or the index of a directory of them, by itself.
  var buildsPackages: Bool { commands.contains { ShellCommand.packageBuilders.contains($0.name) } }

  /// Whether a path of a step is its own: a directory that it made.
  func makes(_ path: String) -> Bool {
    let path = Self.plain(path)
    let variable = path.prefix { $0 != "/" }
    return commands.contains { command in
      command.assignments.contains {
        $0.text.contains("mktemp") && "$" + $0.text.prefix { $0 != "=" } == variable
      } || command.name == "mkdir" && command.operands.contains { Self.covers($0, path, below: true) }
    }
  }

  /// Whether a setting is taken back after `index` before anything is fetched.
  func isReset(after index: Int, by isReset: (ShellCommand) -> Bool, fetching: (ShellCommand) -> Bool) -> Bool
  {
    let rest = later(than: index)
    guard let reset = rest.firstIndex(where: isReset) else { return false }
    return !rest[..<reset].contains(where: fetching)
  }

  /// Whether a later command takes the files of a repository at a commit, which is a digest of them.
  func pinsCommit(after index: Int) -> Bool {
    later(than: index).contains { command in
      command.name == "git" && !Set(command.arguments).isDisjoint(with: ["checkout", "reset", "switch"])
        && command.arguments.contains { [40, 64].contains($0.utf8.count) && $0.allSatisfy(\.isHexDigit) }
    }
  }

  private func later(than index: Int) -> [ShellCommand] {
    commands.dropFirst(index + 1).filter { $0.connection != .or }
  }
}

extension ShellCommand {
  /// What is no option.
  var operands: [String] {
    var areOptionsOver = false
    return arguments.filter { argument in
      if areOptionsOver { return true }
      if argument == "--" { areOptionsOver = true }
      return !argument.hasPrefix("-")
    }
  }

  /// Whether one of the letters stands in a word of short options.
  func hasLetters(_ letters: String) -> Bool {
    arguments.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains { letters.contains($0) } }
  }

  /// The mode that a `chmod` sets; nil where it names none.
  var mode: FileModeChange? {
    // `-w` and `-x` are modes, too.
    arguments.first { !$0.hasPrefix("-") || $0.dropFirst().allSatisfy { "rwxXst".contains($0) } }
      .map(FileModeChange.init)
  }

  fileprivate var checksContent: Bool {
    switch name {
    case "sha224sum", "sha256sum", "sha384sum", "sha512sum", "shasum", "b2sum":
      hasLetters("c") || has("--check") || connection == .substitution
    case "gpg", "gpg2": has("--verify") || has("--decrypt")
    case "gpgv", "gpgv2", "rpmkeys": true
    case "rpm": has("-K", "--checksig")
    case "cosign": arguments.contains { $0.hasPrefix("verify") }
    case "minisign", "signify": hasLetters("V")
    case "openssl": arguments.first == "dgst" && has("-verify")
    default: false
    }
  }

  /// Programs that make packages, and those that list a directory of them for a package manager.
  fileprivate static let packageBuilders: Set<String> = [
    "dpkg-deb", "dpkg-buildpackage", "debuild", "dpkg-scanpackages", "apt-ftparchive", "reprepro",
    "equivs-build",
    "checkinstall", "fpm", "nfpm", "abuild", "rpmbuild", "createrepo", "createrepo_c", "makepkg", "repo-add",
  ]
}

/// What a `chmod` does to the rights of others.
struct FileModeChange {
  private let text: String

  init(_ text: String) { self.text = text }

  /// Whether everyone may write afterwards, and not only to what is their own, as with the sticky bit.
  var opensToOthers: Bool {
    if let bits = UInt16(text, radix: 8) { return bits & 0o002 != 0 && bits & 0o1000 == 0 }
    return clauses.contains { clause in
      clause.sign != "-" && clause.isOthers && clause.rights.contains("w") && !clause.rights.contains("t")
    }
  }

  /// Whether others may not write afterwards, whatever it was before.
  var closesToOthers: Bool {
    if let bits = UInt16(text, radix: 8) { return bits & 0o002 == 0 }
    return !opensToOthers
      && clauses.contains { clause in
        guard clause.isOthers || clause.who.isEmpty else { return false }
        return clause.sign == "-"
          ? clause.rights.contains("w") : clause.sign == "=" && !clause.rights.contains("w")
      }
  }

  private var clauses: [(who: Substring, sign: Character, rights: Substring, isOthers: Bool)] {
    text.split(separator: ",").compactMap { clause in
      guard let sign = clause.firstIndex(where: { "+=-".contains($0) }) else { return nil }
      // Without a class the umask holds back the right of others.
      let who = clause[..<sign]
      return (who, clause[sign], clause[sign...], who.contains("o") || who.contains("a"))
    }
  }
}
