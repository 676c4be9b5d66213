/// What a JavaScript lock file says is to be installed.
package struct LockFile: Codable, Sendable, Hashable {
  package struct Entry: Codable, Sendable, Hashable {
    package let package: Package
    /// The directory relative to the lock file's, `node_modules/a/node_modules/b`; nil where the format
    /// does not say.
    package let place: String?
  }

  /// More than any project has; the rest is left out and reported.
  package static let mostEntries = 200_000

  /// In the order of the file.
  package private(set) var entries: [Entry] = []
  package private(set) var problems: [LineProblem] = []
  private var isCut = false

  mutating func append(
    _ name: some StringProtocol, _ version: some StringProtocol, place: String? = nil, license: String? = nil,
    isDevelopmentOnly: Bool?
  ) {
    guard entries.count < Self.mostEntries else { return cut() }
    let package = Package(
      ecosystem: .npm, name: String(name), version: String(version), license: license,
      isDevelopmentOnly: isDevelopmentOnly)
    entries.append(Entry(package: package, place: place))
  }

  mutating func append(_ other: LockFile) {
    let room = Self.mostEntries - entries.count
    entries += other.entries.prefix(room)
    problems += other.problems
    isCut = isCut || other.isCut
    if other.entries.count > room { cut() }
  }

  private mutating func cut() {
    guard !isCut else { return }
    isCut = true
    report(1, "more than \(Self.mostEntries) packages")
  }

  mutating func report(_ line: Int, _ reason: String) {
    problems.append(LineProblem(line: line, reason: reason))
  }

  /// Gives every entry of which it is not known the answer of `isDevelopmentOnly`.
  mutating func settle(_ isDevelopmentOnly: (Package) -> Bool?) {
    entries = entries.map { entry in
      guard entry.package.isDevelopmentOnly == nil else { return entry }
      var package = entry.package
      package.isDevelopmentOnly = isDevelopmentOnly(package)
      return Entry(package: package, place: entry.place)
    }
  }
}
