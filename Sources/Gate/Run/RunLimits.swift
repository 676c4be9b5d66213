import ArchiveIO
import Compose
import Findings
import Images
import Secrets

/// All that a run may spend on its inputs, each under the name by which `--limit` raises or lowers it.
package struct RunLimits: Sendable {
  package var archive = ReadLimits()
  package var facts = FactLimits()
  package var secrets = SecretLimits()
  package var compose = Limits()

  package init() {}

  /// One limit: how it is called, what it counts, and where its value lies.
  package struct Setting: Sendable {
    package let name: String
    package let summary: String
    /// Whether it counts bytes, so that a value may end in KiB, MiB or GiB.
    package var isBytes: Bool { name.hasSuffix("-bytes") }
    fileprivate let read: @Sendable (RunLimits) -> Int64
    fileprivate let write: @Sendable (inout RunLimits, Int64) -> Void

    fileprivate init(
      _ name: String, _ path: any WritableKeyPath<RunLimits, Int> & Sendable, _ summary: String
    ) {
      self.name = name
      self.summary = summary
      read = { Int64($0[keyPath: path]) }
      write = { $0[keyPath: path] = Int(clamping: $1) }
    }

    fileprivate init(
      wide name: String, _ path: any WritableKeyPath<RunLimits, Int64> & Sendable, _ summary: String
    ) {
      self.name = name
      self.summary = summary
      read = { $0[keyPath: path] }
      write = { $0[keyPath: path] = $1 }
    }

    /// What holds where nobody says otherwise.
    package var standard: Int64 { read(RunLimits()) }

    package func value(in limits: RunLimits) -> Int64 { read(limits) }

    package func set(_ value: Int64, in limits: inout RunLimits) {
      write(&limits, value)
      // Archives inside layers are read for secrets and for libraries under the same limits.
      limits.facts.inside = limits.secrets.inside
    }
  }

  package static let settings: [Setting] = [
    Setting(
      "account-file-bytes", \.facts.accountBytes,
      "One file of accounts, of sudo's rules or of the system's name."),
    Setting("archive-entries", \.archive.entries, "Members of one tar: an archive or a layer."),
    Setting("archive-name-bytes", \.archive.nameBytes, "Names, link targets and attributes of one tar."),
    Setting("compose-files", \.compose.files, "Files of one compose project."),
    Setting(
      wide: "compression-ratio", \.archive.ratio,
      "How often larger than packed an archive or layer may become, once it unpacked more than 1 GiB."),
    Setting("file-list-bytes", \.facts.fileListBytes, "One list of the files that a package owns."),
    Setting(
      wide: "hole-bytes", \.archive.holeBytes, "Holes of sparse members that are read as zeros, in one tar."),
    Setting("images", \.archive.images, "Images in one archive."),
    Setting(
      "inside-files", \.secrets.inside.members, "Files in one archive file of a layer, with archives in it."),
    Setting("inside-levels", \.secrets.inside.levels, "Archives inside each other in a layer."),
    Setting(
      wide: "inside-portion-bytes", \.secrets.inside.portionUnpackedBytes,
      "What all archive files among 2 MiB of a layer's files may unpack to."),
    Setting(
      wide: "inside-ratio", \.secrets.inside.ratio,
      "How often larger than packed an archive file of a layer may become, once it unpacked more than 64 MiB."
    ),
    Setting(
      wide: "inside-unpacked-bytes", \.secrets.inside.unpackedBytes,
      "What one archive file of a layer may unpack to, with archives in it."),
    Setting("jar-bytes", \.facts.archiveBytes, "One jar, war or ear that is read for its libraries."),
    Setting(
      "jar-held-bytes", \.secrets.inside.heldBytes,
      "What is held of one jar, war or ear in a packed layer, and of packed archives in one in any layer."),
    Setting("json-bytes", \.archive.jsonBytes, "One JSON document of an archive."),
    Setting("layers", \.archive.layers, "Layers of all images of one archive."),
    Setting(
      "link-bytes", \.archive.linkBytes, "Link targets that are followed while one file tree is built."),
    Setting("lock-file-bytes", \.facts.lockFileBytes, "One lock file of an application."),
    Setting("metadata-bytes", \.archive.metadataBytes, "All JSON documents of one archive."),
    Setting("owned-path-bytes", \.facts.ownedPathBytes, "Paths that the packages of one database own."),
    Setting("package-database-bytes", \.facts.databaseBytes, "One database of dpkg, apk or rpm."),
    Setting(
      "package-metadata-bytes", \.facts.metadataBytes,
      "What one package says of itself, such as `package.json`."),
    Setting("packages", \.facts.packages, "Packages of one database, or libraries of one jar."),
    Setting(
      "placed-entries", \.archive.placedEntries, "Entries of the file trees of all images of one archive."),
    Setting("program-bytes", \.facts.programBytes, "One program that is read for what it was linked from."),
    Setting("secrets", \.secrets.matches, "Secrets that are listed of one part of a layer."),
    Setting("secrets-of-type", \.secrets.matchesOfType, "Secrets of one type that are listed of one file."),
    Setting(
      "structured-bytes", \.secrets.structuredBytes, "One file of a known format that is read by its fields."),
    Setting("total-entries", \.archive.totalEntries, "Members of all layers of one archive."),
    Setting(
      wide: "total-unpacked-bytes", \.archive.totalUnpackedBytes,
      "What all packed layers of one archive may unpack to."),
    Setting("tree-paths", \.archive.paths, "Paths in the file tree of one image."),
    Setting(
      wide: "unpacked-bytes", \.archive.unpackedBytes, "What one packed archive or layer may unpack to."),
    Setting("yaml-bytes", \.compose.fileBytes, "One compose file, or file of variables or labels."),
    Setting(
      "yaml-expanded-bytes", \.compose.expandedBytes, "Text of one compose file with aliases and variables."),
    Setting("yaml-nodes", \.compose.nodes, "Values of one compose file with its aliases."),
  ]

  /// Why a limit was not set.
  package enum Failure: Error, Hashable, CustomStringConvertible {
    case unknown(name: String, near: String?)
    case notAValue(name: String, text: String, isBytes: Bool)

    package var description: String {
      switch self {
      case .unknown(let name, let near):
        "'\(name)' is not a limit.\(near.map { " Did you mean '\($0)'?" } ?? "") docs/limits.md lists all."
      case .notAValue(let name, let text, let isBytes):
        "'\(text)' is not a value of the limit \(name); write a whole number above 0"
          + (isBytes ? ", which may end in KiB, MiB or GiB." : ".")
      }
    }
  }

  /// Sets one limit, from the text of a command line.
  package mutating func set(_ name: String, to text: String) throws(Failure) {
    guard let setting = Self.settings.first(where: { $0.name == name }) else {
      throw .unknown(name: name, near: NearestName.of(name, among: Self.settings.map(\.name)))
    }
    guard let value = Self.number(text, isBytes: setting.isBytes), value > 0 else {
      throw .notAValue(name: name, text: text, isBytes: setting.isBytes)
    }
    setting.set(value, in: &self)
  }

  /// A number of bytes as an option writes it: digits, which may end in `KiB`, `MiB` or `GiB`; nil for anything else.
  package static func bytes(_ text: String) -> Int? {
    number(text, isBytes: true).flatMap { Int(exactly: $0) }
  }

  private static func number(_ text: String, isBytes: Bool) -> Int64? {
    let units: [(String, Int64)] = isBytes ? [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)] : []
    let unit = units.first { text.hasSuffix($0.0) }
    let digits = unit.map { text.dropLast($0.0.count) } ?? text[...]
    guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits) else {
      return nil
    }
    let (value, isTooLarge) = number.multipliedReportingOverflow(by: unit?.1 ?? 1)
    return isTooLarge ? nil : value
  }

  /// Ends reading after a share of the time of the run, so that what was read can still be judged and reported.
  package mutating func end(after seconds: Int) {
    let deadline = Deadline(seconds: seconds, share: 0.75)
    archive.deadline = deadline
    secrets.inside.deadline = deadline
    facts.inside.deadline = deadline
  }
}
