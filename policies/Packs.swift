/// The policies that the program carries, so that it needs no file beside it.
package enum PolicyPacks {
  /// The text of each, by its name. A test holds the list to the folder.
  package static let all: [String: String] = [
    "baseline": String(decoding: PackageResources.baseline_yaml, as: UTF8.self)
  ]
}
