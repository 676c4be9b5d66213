/// The directories in which tools keep what they fetched from a registry: the path says which package it is.
enum RegistryFolder {
  /// The package of a file in one, by its path; nil for all others.
  static func owner(of path: ArraySlice<UInt8>) -> FileOwners.Owner? {
    let parts = path.split(separator: .slash).dropLast().map(\.text)
    return goModule(parts) ?? after(["node_modules"], .npm, parts) { npmName($0) }
      ?? after([".nuget", "packages"], .nuget, parts) { $0.count > 1 ? $0.first : nil }
      ?? after(["registry", "src"], .cargo, parts) {
        $0.dropFirst().first.flatMap { beforeVersion($0, parts: 1) }
      }
      ?? conda(parts)
  }

  /// What follows the last occurrence of `folders`, read by `name`.
  private static func after(
    _ folders: [String], _ ecosystem: Ecosystem, _ parts: [String], _ name: (ArraySlice<String>) -> String?
  ) -> FileOwners.Owner? {
    guard parts.count > folders.count else { return nil }
    let starts = 0...(parts.count - folders.count)
    guard let start = starts.last(where: { parts[$0..<($0 + folders.count)].elementsEqual(folders) }),
      let name = name(parts[(start + folders.count)...])
    else { return nil }
    return FileOwners.Owner(ecosystem: ecosystem, package: name)
  }

  /// `NAME` or `@SCOPE/NAME`; what begins with a point is npm's own.
  private static func npmName(_ parts: ArraySlice<String>) -> String? {
    guard let first = parts.first, !first.hasPrefix(".") else { return nil }
    guard first.hasPrefix("@") else { return first }
    return parts.dropFirst().first.map { "\(first)/\($0)" }
  }

  /// `pkg/mod/example.org/team/module@v1.2.3/...` (Go Modules Reference, "Module cache").
  private static func goModule(_ parts: [String]) -> FileOwners.Owner? {
    after(["pkg", "mod"], .go, parts) { rest in
      guard let last = rest.firstIndex(where: { $0.contains("@v") && !$0.hasPrefix("@") }) else { return nil }
      return (rest[..<last] + [String(rest[last].prefix { $0 != "@" })]).joined(separator: "/")
    }
  }

  /// `.../pkgs/openssl-3.2.1-h0_0/...` beside the environment of an installation of Conda.
  private static func conda(_ parts: [String]) -> FileOwners.Owner? {
    guard let place = parts.firstIndex(of: "pkgs"), place > 0, place + 1 < parts.count,
      ["conda", "conda2", "conda3", "forge", "forge3", "mamba"].contains(where: {
        parts[place - 1].hasSuffix($0)
      }),
      let name = beforeVersion(parts[place + 1], parts: 2)
    else { return nil }
    return FileOwners.Owner(ecosystem: .conda, package: name)
  }

  /// A name before as many parts of a version.
  private static func beforeVersion(_ text: String, parts count: Int) -> String? {
    let parts = text.split(separator: "-")
    return parts.count > count ? parts.dropLast(count).joined(separator: "-") : nil
  }
}
