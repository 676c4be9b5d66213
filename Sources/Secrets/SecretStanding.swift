/// What is known of a match, as far as it decides what to do about it.
package enum SecretStanding: Codable, Sendable, Hashable {
  /// Nothing speaks against it.
  case live
  /// It may be a sample or a word.
  case doubtful
  /// A package brought it, so everybody who installs the package has it.
  case shipped
  /// It is public or no longer valid.
  case harmless
  /// It is the hash of a password.
  case hash
}

extension SeverityReduction {
  /// What the path says of a match that is worth less for it.
  var standing: SecretStanding {
    switch self {
    case .documentation, .certificates: .doubtful
    case .fixture, .package: .shipped
    }
  }
}
