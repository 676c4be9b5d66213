/// The rules of sudo, sudoers(5): who may become another user without giving a password.
package struct Sudoers: Codable, Sendable, Hashable {
  /// Who a rule is for.
  package enum Subject: Codable, Sendable, Hashable {
    case everyone
    case user(String)
    case uid(UInt32)
    /// A group by its name or, written `%#10`, by its number as text with the `#`.
    case group(String)
    /// A netgroup, or a group that a plug-in knows.
    case foreign(String)
  }

  /// Commands that a subject may run without a password.
  package struct Grant: Codable, Sendable, Hashable {
    package let subject: Subject
    /// As written, aliases resolved; `ALL` for any.
    package let commands: [String]
    /// As written within the brackets; nil is root.
    package let runAs: String?
    /// Where the rule begins, counted from 1.
    package let line: Int
  }

  /// A directive that reads other files.
  package struct Include: Codable, Sendable, Hashable {
    package let path: String
    package let isDirectory: Bool
    /// Counted from 1.
    package let line: Int
  }

  /// In the order of the file.
  package private(set) var grants: [Grant] = []
  package private(set) var includes: [Include] = []
  package private(set) var problems: [LineProblem] = []

  package init(parsing bytes: [UInt8]) {
    let lines = SudoersLine.lines(of: bytes)
    // An alias may be used before it is defined.
    var aliases = SudoersAliases()
    for line in lines { aliases.define(line) }
    for line in lines { read(line, aliases) }
  }

  private mutating func read(_ line: SudoersLine, _ aliases: SudoersAliases) {
    if let (path, isDirectory) = line.include {
      includes.append(Include(path: path, isDirectory: isDirectory, line: line.number))
    } else if line.isDefaults {
      grants += line.defaultsGrants(aliases)
    } else if !line.isAlias {
      guard let rules = SudoersRule.rules(of: line) else {
        problems.append(LineProblem(line: line.number, reason: "not a sudo rule"))
        return
      }
      for rule in rules where rule.isWithoutPassword {
        let commands = aliases.commands(rule.commands)
        // What is only forbidden is no grant.
        guard !commands.isEmpty else { continue }
        for subject in aliases.subjects(rule.users) {
          grants.append(
            Grant(subject: subject, commands: commands, runAs: rule.runAs, line: line.number))
        }
      }
    }
  }
}

/// The aliases of users and commands, by name.
struct SudoersAliases {
  private var users: [String: [String]] = [:]
  private var commands: [String: [String]] = [:]

  mutating func define(_ line: SudoersLine) {
    guard line.isAlias, let (kind, rest) = line.text.split(at: .space) else { return }
    var scanner = SudoersScanner(rest)
    repeat {
      let name = scanner.word(until: "=")
      guard scanner.take("=") else { return }
      let members = scanner.list(until: ":")
      if kind == "User_Alias" { users[name] = members }
      if kind == "Cmnd_Alias" || kind == "Cmd_Alias" { commands[name] = members }
    } while scanner.take(":")
  }

  /// Each once, in the order in which they are first named; those after an exclamation mark are left out.
  func subjects(_ names: [String]) -> [Sudoers.Subject] {
    var subjects: [Sudoers.Subject] = []
    var seen: Set<Sudoers.Subject> = []
    for name in Self.expand(names, users) {
      let subject = Self.subject(name)
      if seen.insert(subject).inserted { subjects.append(subject) }
    }
    return subjects
  }

  func commands(_ names: [String]) -> [String] { Self.expand(names, commands) }

  private static func subject(_ name: String) -> Sudoers.Subject {
    if name == "ALL" { return .everyone }
    if name.hasPrefix("%:") || name.hasPrefix("+") { return .foreign(name) }
    if name.hasPrefix("%") { return .group(String(name.dropFirst())) }
    if name.hasPrefix("#"), let uid = UInt32(name.dropFirst()) { return .uid(uid) }
    return .user(name)
  }

  /// An alias that leads to itself is followed once.
  private static func expand(_ names: [String], _ aliases: [String: [String]]) -> [String] {
    var result: [String] = []
    var followed: Set<String> = []
    var rest = Array(names.reversed())
    while let name = rest.popLast() {
      if name.hasPrefix("!") { continue }
      if let members = aliases[name] {
        if followed.insert(name).inserted { rest += members.reversed() }
      } else {
        result.append(name)
      }
    }
    return result
  }
}
