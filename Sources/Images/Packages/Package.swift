/// Who keeps the record of a package.
package enum Ecosystem: String, Codable, Sendable, Hashable, CaseIterable {
  case dpkg
  case apk
  case rpm
  case python
  case npm
  case gem
  case go
  case cargo
  /// Names are `GROUP:ARTIFACT`, or the artifact alone where nothing tells the group.
  case maven
  case composer
  case nuget
  case conda
}

/// A package that a database, a manifest or a program's own build information names.
package struct Package: Codable, Sendable, Hashable {
  package var ecosystem: Ecosystem
  package var name: String
  /// As the ecosystem writes it: with epoch and release where it has them.
  package var version: String
  /// The source package it was built from, where the database names another than itself.
  package var source: String?
  package var architecture: String?
  /// As the database writes it: a name, an SPDX expression or a free text.
  package var license: String?
  /// Whether the system cannot do without it; nil where the database does not say.
  package var isEssential: Bool?
  /// Whether it came as a dependency of another one only; nil where nothing says.
  package var isAutomatic: Bool?
  /// Whether only development or the build needs it; nil where nothing says.
  package var isDevelopmentOnly: Bool?

  package init(
    ecosystem: Ecosystem, name: String, version: String, source: String? = nil, architecture: String? = nil,
    license: String? = nil, isEssential: Bool? = nil, isAutomatic: Bool? = nil,
    isDevelopmentOnly: Bool? = nil
  ) {
    self.ecosystem = ecosystem
    self.name = name
    self.version = version
    self.source = source
    self.architecture = architecture
    self.license = license
    self.isEssential = isEssential
    self.isAutomatic = isAutomatic
    self.isDevelopmentOnly = isDevelopmentOnly
  }
}

/// What a database of packages says: the packages, the files they own where it lists them, and the lines
/// that could not be understood.
package struct PackageListing: Codable, Sendable, Hashable {
  /// In the order of the database.
  package var packages: [Package] = []
  /// In the order of the database; a package without files may be absent.
  package var files: [PackageFiles] = []
  package var problems: [LineProblem] = []
  /// Where the parts of an archive of Java libraries come from; empty for all else.
  package var origins: [JavaOrigin] = []

  package init(
    packages: [Package] = [], files: [PackageFiles] = [], problems: [LineProblem] = []
  ) {
    self.packages = packages
    self.files = files
    self.problems = problems
  }

  /// Of a file that describes one package and lacks what a package has.
  static func without(_ what: String) -> PackageListing {
    PackageListing(problems: [LineProblem(line: 1, reason: "a package without \(what)")])
  }

  /// Of a file that is to hold a list and holds none.
  static func none(_ what: String) -> PackageListing {
    PackageListing(problems: [LineProblem(line: 1, reason: "no \(what)")])
  }

  /// Says once that packages beyond the limit are left out.
  mutating func reportLimit(_ limits: FactLimits) {
    let problem = LineProblem(line: 1, reason: "more than \(limits.packages) packages (--limit packages)")
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// Appends a package that the database describes from `line` on, and its files, unless `limits` are reached.
  mutating func append(_ package: Package, _ paths: PathList, line: Int, limits: FactLimits) {
    guard packages.count < limits.packages else {
      problems.append(
        LineProblem(line: line, reason: "more than \(limits.packages) packages (--limit packages)"))
      return
    }
    packages.append(package)
    guard !paths.isEmpty else { return }
    pathBytes += paths.byteCount
    if paths.isCut || pathBytes > limits.ownedPathBytes {
      problems.append(
        LineProblem(line: line, reason: "more file paths than are kept (--limit owned-path-bytes)"))
    }
    guard pathBytes <= limits.ownedPathBytes else { return }
    files.append(PackageFiles(ecosystem: package.ecosystem, package: package.name, paths: paths))
  }

  private var pathBytes = 0
}

/// The files and directories that one package says are its own.
package struct PackageFiles: Codable, Sendable, Hashable {
  package var ecosystem: Ecosystem
  package var package: String
  package var paths: PathList
  /// The MD5 of each path's content, 16 bytes for each; empty where the record states none.
  package var checksums: [UInt8] = []

  package init(ecosystem: Ecosystem, package: String, paths: PathList = PathList()) {
    self.ecosystem = ecosystem
    self.package = package
    self.paths = paths
  }
}
