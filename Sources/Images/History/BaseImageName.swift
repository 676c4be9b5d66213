extension ImageFacts {
  /// The image that this one was built on, as its annotations, its labels or its build record say; `scratch` for
  /// none, nil where nothing says.
  package var baseImageName: String? {
    if let name = history.base.name { return name }
    if let label = config.execution.labels["org.opencontainers.image.base.name"], !label.isEmpty {
      return label
    }
    // Buildah comments each step with the image it stands on: a name for the first step of a build, a number else.
    let names = config.history.compactMap(\.comment).filter { $0.hasPrefix("FROM ") }.map { $0.dropFirst(5) }
    return names.last { !$0.isEmpty && !Self.isImageNumber($0) }.map(String.init)
  }

  private static func isImageNumber(_ name: Substring) -> Bool {
    (name.utf8.count == 12 || name.utf8.count == 64) && name.utf8.allSatisfy(\.isHexDigit)
  }
}
