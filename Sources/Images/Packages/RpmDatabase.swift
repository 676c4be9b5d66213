import ArchiveIO

/// The database of rpm 4.16 and later, `rpmdb.sqlite`, and the recognition of the older formats.
package enum RpmDatabase {
  /// The bytes at the start of a database that say its format.
  package static let magicBytes = 16

  /// The packages and their files.
  package static func parse(_ bytes: [UInt8], limits: FactLimits = FactLimits())
    throws(PackageDatabaseFailure) -> PackageListing
  {
    guard bytes.starts(with: "SQLite format 3\0".utf8) else { throw refusal(ofFormat: bytes) }
    do {
      let database = try SQLiteDatabase(bytes: bytes.span)
      // By row, so that the order is that of installation, the same each time.
      return try listing(database.query("SELECT blob FROM Packages ORDER BY hnum"), limits: limits)
    } catch let failure as SQLiteFailure {
      throw .sqlite(failure)
    } catch let failure as PackageDatabaseFailure {
      throw failure
    } catch {
      throw .unknownFormat
    }
  }

  /// Why a database of another format, known by its first `magicBytes` bytes, is not read.
  package static func refusal(ofFormat bytes: [UInt8]) -> PackageDatabaseFailure {
    let head = bytes.span
    if head.starts(with: Array("RpmP".utf8)) { return .ndb }
    // Berkeley DB has its magic after the log sequence number and the page number, in the host's order.
    let berkeley: [UInt64] = [0x06_1561, 0x05_3162]
    for bigEndian in [false, true] {
      if let magic = head.number(at: 12, width: 4, bigEndian: bigEndian), berkeley.contains(magic) {
        return .berkeleyDB
      }
    }
    return .unknownFormat
  }

  private static func listing(_ rows: consuming SQLiteRows, limits: FactLimits) throws -> PackageListing {
    var listing = PackageListing()
    var row = 0
    while try rows.next() {
      row += 1
      guard row <= limits.packages else {
        throw PackageDatabaseFailure.tooManyPackages(limit: limits.packages)
      }
      guard let blob = rows.blob(0) else {
        throw PackageDatabaseFailure.rpmHeader(row: row, offset: 0, reason: "no bytes")
      }
      let header = try RpmHeader(blob.span, row: row)
      // Keys for checking signatures are kept as packages of this name; they are no software.
      guard let package = header.package, package.name != "gpg-pubkey" else { continue }
      listing.append(package, header.paths, line: row, limits: limits)
    }
    return listing
  }
}
