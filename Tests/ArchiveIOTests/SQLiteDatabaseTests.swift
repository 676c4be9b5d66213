import Foundation
import Testing

@testable import ArchiveIO

@Suite struct SQLiteDatabaseTests {
  private func fixture() throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    return try [UInt8](Data(contentsOf: folder.appending(path: "../../testdata/facts/rpm/rpmdb.sqlite")))
  }

  private func count(_ bytes: [UInt8], _ sql: String) throws -> Int {
    let database = try SQLiteDatabase(bytes: bytes.span)
    var rows = try database.query(sql)
    var count = 0
    while try rows.next() { count += 1 }
    return count
  }

  @Test func `a database in memory gives its rows, also one in write-ahead mode`() throws {
    var file = try fixture()
    #expect(try count(file, "SELECT blob FROM Packages") == 2)
    file[18] = 2
    file[19] = 2
    #expect(try count(file, "SELECT blob FROM Packages") == 2)
  }

  @Test func `rows outlive the database that made them`() throws {
    let file = try fixture()
    func rows() throws -> SQLiteRows {
      try SQLiteDatabase(bytes: file.span).query("SELECT hnum, blob FROM Packages")
    }
    var open = try rows()
    let hasRow = try open.next()
    #expect(hasRow)
    let number = open.blob(0)
    #expect(number == nil)
    let blob = open.blob(1)
    #expect(blob?.isEmpty == false)
  }

  @Test func `nothing can be written, and no view is followed`() throws {
    let file = try fixture()
    #expect(throws: SQLiteFailure.self) { try count(file, "DELETE FROM Packages") }
    #expect(throws: SQLiteFailure.self) { try count(file, "ATTACH 'x' AS y") }
    #expect(throws: SQLiteFailure.self) { try count(file, "SELECT blob FROM Absent") }
  }

  @Test func `what is no database is refused with SQLite's words`() {
    let other = Array("SQLite format 3\0 and then nothing that fits".utf8)
    #expect(throws: SQLiteFailure.self) { try count(other, "SELECT 1 FROM sqlite_schema") }
    #expect(throws: SQLiteFailure.self) { try count(Array(repeating: 7, count: 4_096), "SELECT * FROM a") }
  }
}
