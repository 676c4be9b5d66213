import Compose
import Findings

/// One thing that is asked of an image, and who asks for it: a policy, or a structure test.
package struct Requirement: Sendable {
  package enum Kind: Sendable, Hashable {
    /// It has one whose name is like this, with such a value where one is given.
    case has(Trait, ValuePattern, value: ValuePattern?)
    /// It has none but these.
    case hasOnly(Trait, [ValuePattern])
    case hasNo(Trait, ValuePattern)
    /// Its first layers are one of these bases, by chain ID, or it says that it is built on one, by digest.
    case hasBase([String])
    /// A field of its config is exactly this.
    case sets(ConfigField, [String])
    case isYounger(days: Int)
    case hasPackage(PackagePattern)
    case hasNoPackage(PackagePattern)
    case hasProgram(String)
    case hasNoProgram(String)
    case hasOnlyLicences([Glob])
    case hasNoLicence(Glob)
    /// Its packages, or these files, say their licences; which are allowed is set elsewhere.
    case tellsLicences(files: [String])
    case file(FileRequirement)
  }

  package let kind: Kind
  /// The images that it is for, by name with or without tag; empty for all.
  package var images: [Glob] = []
  /// The severity of its findings; nil for the rule's own.
  package var severity: Severity?
  /// Why it is asked; empty where no reason is given.
  package var reason = ""
  /// The structure test that asks; nil for a policy.
  package var test: String?
  /// Where it is asked.
  package var span: SourceSpan?

  package init(_ kind: Kind, at span: SourceSpan? = nil) {
    self.kind = kind
    self.span = span
  }

  /// Whether it is for an image of these names.
  package func isFor(_ names: [String]) -> Bool {
    images.isEmpty || names.contains { name in images.contains { $0.matches(name) } }
  }
}

/// Where a requirement stands does not make it another one.
extension Requirement: Hashable {
  package static func == (left: Requirement, right: Requirement) -> Bool {
    left.kind == right.kind && left.images == right.images && left.severity == right.severity
      && left.reason == right.reason && left.test == right.test
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(images)
    hasher.combine(severity)
    hasher.combine(reason)
    hasher.combine(test)
  }
}

/// What an image has several of, each with a name.
package enum Trait: String, Sendable, Hashable, CaseIterable {
  case label
  case tag
  case user
  case port
  case volume
  case variable
  /// The image that it was built on.
  case base
}

/// A field of the image config that has one value.
package enum ConfigField: String, Sendable, Hashable, CaseIterable {
  case user = "User"
  case workingDirectory = "WorkingDir"
  case entrypoint = "Entrypoint"
  case command = "Cmd"
}
