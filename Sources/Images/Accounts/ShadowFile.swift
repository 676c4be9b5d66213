/// The passwords of the users: `etc/shadow`, shadow(5), without the hashes themselves.
package struct ShadowFile: Codable, Sendable, Hashable {
  package struct Entry: Codable, Sendable, Hashable {
    package let name: String
    package let password: PasswordState
    /// Counted from 1.
    package let line: Int
  }

  /// In the order of the file.
  package private(set) var entries: [Entry] = []
  package private(set) var problems: [LineProblem] = []

  package init(parsing bytes: [UInt8]) {
    for line in AccountLines(bytes) {
      if line.isCut, line.fields.count == 2 { problems.append(line.problem(AccountLines.cut)) }
      guard line.fields.count >= 2, !line.fields[0].isEmpty else {
        problems.append(line.problem("an entry without the two fields name and password"))
        continue
      }
      entries.append(
        Entry(name: line.fields[0].text, password: PasswordState(line.fields[1]), line: line.number))
    }
  }
}

/// The passwords and administrators of the groups: `etc/gshadow`, gshadow(5), without the hashes themselves.
package struct GroupShadowFile: Codable, Sendable, Hashable {
  package struct Entry: Codable, Sendable, Hashable {
    package let name: String
    /// A group with an empty password can be entered by its members only, unlike a user.
    package let password: PasswordState
    package let administrators: [String]
    package let members: [String]
    /// Counted from 1.
    package let line: Int
  }

  /// In the order of the file.
  package private(set) var entries: [Entry] = []
  package private(set) var problems: [LineProblem] = []

  package init(parsing bytes: [UInt8]) {
    for line in AccountLines(bytes) {
      let fields = line.fields
      if line.isCut, fields.count == 2 { problems.append(line.problem(AccountLines.cut)) }
      guard fields.count >= 2, !fields[0].isEmpty else {
        problems.append(line.problem("an entry without the two fields name and password"))
        continue
      }
      entries.append(
        Entry(
          name: fields[0].text, password: PasswordState(fields[1]),
          administrators: fields.count > 2 ? fields[2].names : [],
          members: fields.count > 3 ? fields[3].names : [], line: line.number))
    }
  }
}
