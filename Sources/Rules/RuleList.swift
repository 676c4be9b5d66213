extension Rule {
  /// All rules, in the order of their ids. A test holds the list to the folder.
  package static let all: [Rule] = (image + compose).sorted { $0.id < $1.id }

  /// All rules about images.
  package static let image: [Rule] = [
    imageRootUser,
    imageUnknownUser,
  ]

  /// The rule of that id.
  package static func named(_ id: String) -> Rule? { all.first { $0.id == id } }
}
