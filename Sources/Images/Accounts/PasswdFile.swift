/// The users of an image: `etc/passwd`, passwd(5), read as tolerantly as the C library does.
package struct PasswdFile: Codable, Sendable, Hashable {
  package struct User: Codable, Sendable, Hashable {
    package let name: String
    package let password: PasswordState
    package let uid: UInt32
    package let gid: UInt32
    package let home: String
    package let shell: String
    /// Counted from 1.
    package let line: Int
  }

  /// In the order of the file, of which the first with a name or a number counts.
  package private(set) var users: [User] = []
  package private(set) var problems: [LineProblem] = []

  package init(parsing bytes: [UInt8]) {
    for line in AccountLines(bytes) {
      let fields = line.fields
      if line.isCut, (4..<7).contains(fields.count) { problems.append(line.problem(AccountLines.cut)) }
      guard fields.count >= 4 else {
        problems.append(line.problem("a user without the four fields name, password, uid and gid"))
        continue
      }
      guard let uid = fields[2].decimal, let gid = fields[3].decimal, !fields[0].isEmpty else {
        problems.append(line.problem("a user without a name, or whose uid or gid is not a number"))
        continue
      }
      users.append(
        User(
          name: fields[0].text, password: PasswordState(fields[1]), uid: uid, gid: gid,
          home: fields.count > 5 ? fields[5].text : "", shell: fields.count > 6 ? fields[6].text : "",
          line: line.number))
    }
  }

  /// The user that the system takes for a name.
  package func user(named name: String) -> User? { users.first { $0.name == name } }

  /// The user that the system takes for a number.
  package func user(uid: UInt32) -> User? { users.first { $0.uid == uid } }
}

/// The groups of an image: `etc/group`, group(5).
package struct GroupFile: Codable, Sendable, Hashable {
  package struct Group: Codable, Sendable, Hashable {
    package let name: String
    package let password: PasswordState
    package let gid: UInt32
    package let members: [String]
    /// Counted from 1.
    package let line: Int
  }

  /// In the order of the file, of which the first with a name or a number counts.
  package private(set) var groups: [Group] = []
  package private(set) var problems: [LineProblem] = []

  package init(parsing bytes: [UInt8]) {
    for line in AccountLines(bytes) {
      let fields = line.fields
      if line.isCut, (3..<4).contains(fields.count) { problems.append(line.problem(AccountLines.cut)) }
      guard fields.count >= 3 else {
        problems.append(line.problem("a group without the three fields name, password and gid"))
        continue
      }
      guard let gid = fields[2].decimal, !fields[0].isEmpty else {
        problems.append(line.problem("a group without a name, or whose gid is not a number"))
        continue
      }
      groups.append(
        Group(
          name: fields[0].text, password: PasswordState(fields[1]), gid: gid,
          members: fields.count > 3 ? fields[3].names : [], line: line.number))
    }
  }

  /// The group that the system takes for a name.
  package func group(named name: String) -> Group? { groups.first { $0.name == name } }

  /// The group that the system takes for a number.
  package func group(gid: UInt32) -> Group? { groups.first { $0.gid == gid } }
}

/// The lines of a colon-separated file of accounts that are entries: not empty, not commented out, and not
/// the `+` and `-` of NIS, which only say where to look further.
struct AccountLines: Sequence, IteratorProtocol {
  struct Entry {
    /// Counted from 1.
    let number: Int
    let fields: [ArraySlice<UInt8>]
    /// Whether the file ends here without a line feed.
    let isCut: Bool

    func problem(_ reason: String) -> LineProblem { LineProblem(line: number, reason: reason) }
  }

  /// The problem of a last line that has too few fields and no end.
  static let cut = "the file ends within the entry"

  private var lines: Lines
  private let isCut: Bool
  private let end: Int

  init(_ bytes: [UInt8]) {
    lines = Lines(bytes)
    isCut = bytes.last != .lineFeed
    end = bytes.endIndex
  }

  mutating func next() -> Entry? {
    while let line = lines.next() {
      let text = line.bytes.drop(while: \.isBlank)
      guard let first = text.first, !"#+-".utf8.contains(first) else { continue }
      let entry = text.last == .carriageReturn ? text.dropLast() : text
      return Entry(
        number: line.number, fields: entry.split(separator: .colon, omittingEmptySubsequences: false),
        isCut: isCut && text.endIndex == end)
    }
    return nil
  }
}

extension ArraySlice<UInt8> {
  /// The names of a list separated by commas.
  var names: [String] { split(separator: UInt8(ascii: ",")).map(\.trimmed.text).filter { !$0.isEmpty } }
}
