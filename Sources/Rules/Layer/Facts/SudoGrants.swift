import Findings
import Images

/// Where a grant stands.
struct GrantPlace {
  let occurrence: FileOccurrence
  let line: Int
  let image: ImageFacts
  let subject: String
}

extension Match {
  init(_ place: GrantPlace, _ message: String) {
    self.init(place.occurrence, in: place.image, line: place.line, message, subject: place.subject)
  }
}

extension ImageFacts {
  /// The grants of sudo without a password whose commands satisfy `isWanted`: where, to whom, and for what.
  func sudoGrants(where isWanted: ([String]) -> Bool) -> [(place: GrantPlace, who: String, commands: String)]
  {
    facts.sudoers.flatMap { told in
      told.value.grants.compactMap { grant in
        guard isWanted(grant.commands), let who = Self.name(grant.subject),
          let file = file(at: String(decoding: told.path, as: UTF8.self), followLast: true)
        else { return nil }
        let place = GrantPlace(occurrence: file, line: grant.line, image: self, subject: who)
        return (place, who, Phrase.list(grant.commands.map { "'\($0)'" }, most: 3))
      }
    }
  }

  /// What to add where the rules have no effect yet.
  var sudoRemark: String {
    let names = ["usr/bin/sudo", "bin/sudo", "usr/local/bin/sudo", "usr/sbin/sudo"]
    return names.contains { file(at: $0, followLast: true) != nil } ? "" : ", once sudo is installed"
  }

  /// nil for root, who needs no grant.
  private static func name(_ subject: Sudoers.Subject) -> String? {
    switch subject {
    case .everyone: "Every user ('ALL')"
    case .user("root"), .uid(0): nil
    case .user(let name): "The user '\(name)'"
    case .uid(let number): "The user with the number \(number)"
    case .group(let name): "The group '\(name)'"
    case .foreign(let name): "The group '\(name)'"
    }
  }
}
