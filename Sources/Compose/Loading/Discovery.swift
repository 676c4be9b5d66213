/// Which files make the project when none is named.
enum Discovery {
  private static let names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
  private static let overrides = [
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
    "docker-compose.override.yaml",
  ]

  /// `COMPOSE_FILE`, or the first known name in the directory or above it, with its override file.
  static func files(
    _ options: Options, variables: Variables, exists: (String) throws(LoadError) -> Bool
  ) throws(LoadError) -> [String] {
    if let list = variables["COMPOSE_FILE"]?.text, !list.isEmpty {
      let separator = variables["COMPOSE_PATH_SEPARATOR"]?.text.first ?? ":"
      return list.split(separator: separator).map { FilePath.join(options.directory, String($0)) }
    }
    for directory in [options.directory] + options.parents {
      guard let main = try first(of: names, in: directory, exists) else { continue }
      return [main] + [try first(of: overrides, in: directory, exists)].compactMap(\.self)
    }
    throw .nothingFound(directory: options.directory.isEmpty ? "this directory" : options.directory)
  }

  private static func first(
    of names: [String], in directory: String, _ exists: (String) throws(LoadError) -> Bool
  ) throws(LoadError) -> String? {
    for name in names {
      let path = FilePath.join(directory, name)
      if try exists(path) { return path }
    }
    return nil
  }
}
