import Compose

/// Which packages are meant: a name or glob, with the ecosystem before it and a bound of the version after it where
/// they matter: `gcc*`, `npm:typescript`, `deb:openssl >= 3.0.11`.
package struct PackagePattern: Sendable, Hashable, CustomStringConvertible {
  package enum Relation: String, Sendable, Hashable, CaseIterable {
    // The longer before those that they begin with.
    case atLeast = ">="
    case atMost = "<="
    case after = ">"
    case before = "<"
    case equal = "="
  }

  package struct Bound: Sendable, Hashable {
    package let relation: Relation
    package let version: String
  }

  /// As it was written.
  package let text: String
  /// One of `ecosystems`' values; nil for any.
  package let ecosystem: String?
  package let name: Glob
  package let bound: Bound?

  /// The names of ecosystems that a policy may write, and the one name that each stands for.
  static let ecosystems = [
    "deb": "dpkg", "dpkg": "dpkg", "apk": "apk", "rpm": "rpm", "python": "python", "pypi": "python",
    "npm": "npm", "gem": "gem", "go": "go", "golang": "go", "cargo": "cargo",
    "maven": "maven", "composer": "composer", "nuget": "nuget", "conda": "conda",
  ]

  /// Nil for an ecosystem that is not known, a bound without a version, and no name at all.
  package init?(_ text: String) {
    self.text = text
    var rest = Substring(text)
    if let start = rest.firstIndex(where: { "<>=".contains($0) }) {
      let bound = rest[start...]
      guard let relation = Relation.allCases.first(where: { bound.hasPrefix($0.rawValue) }) else {
        return nil
      }
      let version = bound.dropFirst(relation.rawValue.count).drop { $0 == " " }
      guard !version.isEmpty, !version.contains(where: { "<>= ".contains($0) }) else { return nil }
      self.bound = Bound(relation: relation, version: String(version))
      rest = rest[..<start]
      while rest.last == " " { rest.removeLast() }
    } else {
      bound = nil
    }
    if let colon = rest.firstIndex(of: ":") {
      guard let known = Self.ecosystems[String(rest[..<colon])] else { return nil }
      ecosystem = known
      rest = rest[rest.index(after: colon)...]
    } else {
      ecosystem = nil
    }
    guard !rest.isEmpty, !rest.contains(" "), Glob.isValid(String(rest)) else { return nil }
    name = Glob(String(rest))
  }

  package var description: String { text }
}

extension PolicyForm {
  static let package = PolicyForm(
    expectation:
      "a package such as gcc*, npm:typescript or deb:openssl >= 3.0, with one of deb, apk, rpm, python, npm, gem, go, "
      + "cargo, maven, composer, nuget and conda before the first colon",
    schema: #""type": "string", "minLength": 1"#
  ) { PackagePattern($0.text) != nil }
}
