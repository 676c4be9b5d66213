extension Rule {
  /// All rules, in the order of their ids. A test holds the list to the folder.
  package static let all: [Rule] =
    ([
      imageRootUser,
      imageUnknownUser,
    ] + secrets).sorted { $0.id < $1.id }

  /// The rule of that id.
  package static func named(_ id: String) -> Rule? { all.first { $0.id == id } }
}
