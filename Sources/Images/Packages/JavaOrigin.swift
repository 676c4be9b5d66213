/// Where one archive of Java, or one within another, comes from: what its coordinates, its manifest and its name say.
package struct JavaOrigin: Codable, Sendable, Hashable {
  /// Where it lies in the outermost archive, as bytes; empty for that itself.
  package let folder: [UInt8]
  /// `GROUP:ARTIFACT` of the archive itself, or the name that its manifest tells; nil where nothing does.
  package private(set) var name: String?
  /// Who publishes it, by the group or the manifest's name; nil where nothing tells it.
  package private(set) var organisation: JavaOrganisation?
  /// Whether its file is named as repositories name what is published: artifact, then a version that is final.
  package private(set) var isNamedAsPublished = false
  /// Whose code starts the application; nil where the manifest names no class.
  package private(set) var application: JavaOrganisation?
  /// Libraries that were joined into the archive, by the directory of their classes.
  package private(set) var joined: [Joined] = []

  /// Who wrote the classes that are the application's own in an archive that also holds its libraries.
  package private(set) var ownClasses: Set<JavaOrganisation> = []

  package struct Joined: Codable, Sendable, Hashable {
    /// Of the classes, as bytes: `io/netty`.
    package let folder: [UInt8]
    /// `GROUP:ARTIFACT`.
    package let name: String
    package let organisation: JavaOrganisation
  }

  private let stem: String
  private let hasVersion: Bool

  /// - Parameter archive: the archive's path, whose last part tells artifact and version.
  init(archive: ArraySlice<UInt8>, folder: [UInt8]) {
    let file = JavaFileName(archive)
    self.folder = folder
    stem = file.stem
    hasVersion = file.version.map { !$0.hasSuffix("SNAPSHOT") } ?? false
  }

  /// Takes the coordinates of a library that is in the archive, or is the archive.
  mutating func add(_ package: Package) {
    let parts = package.name.split(separator: ":").map(String.init)
    guard parts.count == 2 else { return }
    let organisation = JavaOrganisation(name: parts[0])
    joined.append(
      Joined(folder: Array(organisation.folder.utf8), name: package.name, organisation: organisation))
    guard stem == parts[1] || stem.hasPrefix(parts[1] + "-") else { return }
    // `netty-handler` would stand for `netty-handler-proxy`, were the longer one not better.
    if let known = name, known.utf8.count >= package.name.utf8.count { return }
    name = package.name
    self.organisation = organisation
    isNamedAsPublished = hasVersion && stem.hasPrefix("\(parts[1])-\(package.version)")
  }

  /// The directories of an application's own classes.
  private static let classFolders = ["BOOT-INF/classes/", "WEB-INF/classes/"]
  private static let mostOwnClasses = 8

  /// Whether a file of the archive is a class of the application's own.
  static func isOwnClass(_ name: Span<UInt8>) -> Bool {
    guard name.hasSuffix(".class") else { return false }
    for folder in classFolders where name.hasPrefix(folder) { return true }
    return false
  }

  /// Takes the path of a class of the application's own.
  mutating func addOwnClass(_ name: [UInt8]) {
    guard ownClasses.count < Self.mostOwnClasses else { return }
    let parts = name.split(separator: .slash).dropFirst(2).dropLast()
    guard !parts.isEmpty else { return }
    ownClasses.insert(JavaOrganisation(name: parts.map(\.text).joined(separator: ".")))
  }

  /// Takes what the manifest says, which counts where no coordinates do.
  mutating func add(_ manifest: JavaManifest) {
    application = manifest.mainClass.map { JavaOrganisation(name: $0) }
    guard name == nil, let published = manifest.publishedName else { return }
    name = stem
    organisation = JavaOrganisation(name: published)
    isNamedAsPublished = hasVersion
  }
}

/// Who owns a group of Maven or a package of Java: its first parts, `io.netty` of `io.netty.handler.ssl`.
package struct JavaOrganisation: Codable, Sendable, Hashable {
  package let name: String

  /// Hosts and foundations under whose name many others publish: one more part tells who it is.
  private static let shared: Set<String> = [
    "com.github", "io.github", "com.gitlab", "io.gitlab", "org.bitbucket", "com.bitbucket", "net.sf",
    "org.apache", "org.springframework", "com.google", "co.uk", "com.au", "com.br", "co.jp",
  ]

  init(name: String) {
    let parts = name.split(separator: ".").map(String.init)
    let first = parts.prefix(2).joined(separator: ".")
    self.name = Self.shared.contains(first) ? parts.prefix(3).joined(separator: ".") : first
  }

  /// The directory of its classes.
  var folder: String { String(name.map { $0 == "." ? "/" : $0 }) }
}
