import Findings

/// The directory that a service's image is built from, as far as known files in it tell.
package struct BuildContext: Sendable {
  /// The service that is built.
  package let service: String
  /// The symbolic place of the directory.
  package let key: Key
  /// The directory, seen from the project.
  package let path: String
  /// Whether an instruction of the Dockerfile copies the whole directory.
  package let isCopiedWhole: Bool
  /// Whether the directory has a `.dockerignore`.
  package let hasIgnoreFile: Bool
  /// Environment files in it that `.dockerignore` does not leave out, with their texts.
  package let environmentFiles: [(path: String, source: Source)]
  /// What else should not be in an image and is not left out: Git's directory, keys.
  package let others: [String]
  /// Those of both that a copy of the whole directory brings into the image, and not only into a stage of the build.
  package let shipped: Set<String>
}
