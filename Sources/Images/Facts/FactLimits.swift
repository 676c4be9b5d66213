import ArchiveIO

/// The limits on what is read to learn the facts of an image, so that a hostile one costs little.
package struct FactLimits: Sendable, Hashable {
  /// Bytes of a package database (dpkg status, apk installed, rpm).
  package var databaseBytes = 256 << 20
  /// Bytes of a list of files that one package owns.
  package var fileListBytes = 32 << 20
  /// Bytes of a package's own metadata (`METADATA`, `package.json`, `.gemspec`).
  package var metadataBytes = 1 << 20
  /// Bytes of a lock file.
  package var lockFileBytes = 64 << 20
  /// Bytes of a file of accounts or of sudo's rules.
  package var accountBytes = 4 << 20
  /// Bytes of a program; of a larger one only the start is known, without its sections.
  package var programBytes = 128 << 20
  /// Bytes of a jar, war or ear; it costs memory only where a packed layer holds it.
  package var archiveBytes = 1 << 30
  /// What is read of the files in one jar, war or ear.
  package var inside = InsideLimits()
  /// Bytes of a program's list of dependencies once decompressed.
  package var dependencyListBytes = 8 << 20
  /// Bytes of the paths that the packages of one database own, all together.
  package var ownedPathBytes = 512 << 20
  /// Packages in one database.
  package var packages = 200_000

  package init() {}
}
