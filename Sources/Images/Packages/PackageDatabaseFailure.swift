import ArchiveIO

/// Why a package database as a whole could not be read.
package enum PackageDatabaseFailure: Codable, Error, Hashable, CustomStringConvertible {
  /// A page of the Berkeley DB that rpm wrote until version 4.15 is damaged; pages are counted from 0.
  case berkeleyPage(Int, String)
  /// A slot of rpm's own "ndb" format, the default of SUSE, is damaged; slots are counted from 0.
  case ndbSlot(Int, String)
  /// The file bears the name of a package database, and its first bytes are those of none that is known.
  case unknownFormat
  /// rpm left changes in the write-ahead log beside the database, where this program does not see them.
  case unmergedLog(bytes: Int)
  case sqlite(SQLiteFailure)
  /// A package's header is damaged; rows are counted from 1, offsets in bytes from the header's start.
  case rpmHeader(row: Int, offset: Int, reason: String)
  /// More packages than any system has.
  case tooManyPackages(limit: Int)

  package var description: String {
    switch self {
    case .berkeleyPage(let page, let reason):
      "the rpm database is damaged: page \(page): \(reason); rebuild it with `rpmdb --rebuilddb`"
    case .ndbSlot(let slot, let reason):
      "the rpm database is damaged: slot \(slot): \(reason); rebuild it with `rpmdb --rebuilddb`"
    case .unknownFormat:
      "the rpm database has an unknown format, so its packages are unknown; check it with `rpm -qa`"
    case .unmergedLog(let bytes):
      "the rpm database has \(bytes) bytes of changes in its write-ahead log that are not merged, so its "
        + "packages may be out of date; run `rpmdb --rebuilddb` as the last step of the instruction"
    case .sqlite(let failure): failure.description
    case .rpmHeader(let row, let offset, let reason):
      "the rpm database is damaged: package \(row), byte \(offset): \(reason); check it with `rpm -qa`"
    case .tooManyPackages(let limit):
      "the package database holds more than \(limit) packages, which is the most that is read (--limit packages)"
    }
  }
}
