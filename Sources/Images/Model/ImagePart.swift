/// A part of an image that a claim rests on: that something is not there can be said only where all of the part was
/// read (decision 4).
package enum ImagePart: String, Sendable, Hashable, CaseIterable {
  case config
  /// Every file of every layer.
  case tree
  case users
  case groups
  case passwords
  case sudo
  /// The databases of the system's packages.
  case packages
  /// What says which npm packages only development needs.
  case dependencies

  /// As the end of a sentence.
  package var name: String {
    switch self {
    case .config: "the config"
    case .tree: "the layers"
    case .users: "the list of users"
    case .groups: "the list of groups"
    case .passwords: "the list of passwords"
    case .sudo: "the sudo rules"
    case .packages: "the list of packages"
    case .dependencies: "the list of dependencies"
    }
  }
}
