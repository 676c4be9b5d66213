import ArchiveIO

/// The database of rpm in each of its forms: `rpmdb.sqlite` of rpm 4.16 and later, Berkeley DB's hash table of those
/// before, and the "ndb" of SUSE.
package enum RpmDatabase {
  /// The packages and their files.
  package static func parse(_ bytes: [UInt8], limits: FactLimits = FactLimits())
    throws(PackageDatabaseFailure) -> PackageListing
  {
    let span = bytes.span
    if span.starts(with: NdbPackages.magic) { return try ndb(span, limits: limits) }
    if let table = try BerkeleyHash(span) { return try berkeley(table, span, limits: limits) }
    guard bytes.starts(with: "SQLite format 3\0".utf8) else { throw .unknownFormat }
    do {
      let database = try SQLiteDatabase(bytes: span)
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

  private static func berkeley(_ table: BerkeleyHash, _ bytes: Span<UInt8>, limits: FactLimits)
    throws(PackageDatabaseFailure) -> PackageListing
  {
    var listing = PackageListing()
    for (row, record) in try table.records(bytes, most: limits.packages).enumerated() {
      let header = try table.value(of: record, bytes)
      listing.append(header: header.span, row: row + 1, limits: limits)
    }
    return listing
  }

  private static func ndb(_ bytes: Span<UInt8>, limits: FactLimits) throws(PackageDatabaseFailure)
    -> PackageListing
  {
    var listing = PackageListing()
    for (row, slot) in try NdbPackages.slots(bytes, most: limits.packages).enumerated() {
      let header = bytes.extracting(slot.content)
      listing.append(header: header, row: row + 1, limits: limits)
    }
    return listing
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
      listing.append(header: blob.span, row: row, limits: limits)
    }
    return listing
  }
}

extension PackageListing {
  /// Appends the package that a header describes, the `row`th of its database from 1. A damaged header is a problem of
  /// the listing: the other packages are still known.
  fileprivate mutating func append(header bytes: Span<UInt8>, row: Int, limits: FactLimits) {
    do throws(PackageDatabaseFailure) {
      let header = try RpmHeader(bytes, row: row)
      guard let package = header.package else {
        throw .rpmHeader(row: row, offset: 0, reason: "it has no name or no version")
      }
      // Keys for checking signatures are kept as packages of this name; they are no software.
      guard package.name != "gpg-pubkey" else { return }
      append(package, header.paths, line: row, limits: limits)
    } catch {
      problems.append(LineProblem(line: row, unit: .record, reason: error.description))
    }
  }
}
