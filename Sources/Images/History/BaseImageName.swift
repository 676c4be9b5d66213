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

  /// Whole days from the image's build to a day, as `YYYY-MM-DD`; nil where the image does not tell when it was
  /// built, as reproducible builds do not: they say 1970 or leave it out.
  package func age(on day: String) -> Int? {
    guard let built = config.created.flatMap(BuildTime.init), let now = BuildTime(day + "T00:00:00Z"),
      built.seconds > Self.firstImages
    else { return nil }
    return max(0, Int((now.seconds - built.seconds) / 86_400))
  }

  /// The first day of 2013, the year in which the first images were made: an earlier date is a stand-in, 1970 or 1980.
  private static let firstImages: Int64 = 1_356_998_400
}
