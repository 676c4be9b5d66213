import ArchiveIO
import Testing

@testable import Images

@Suite struct RpmTests {
  @Test func `the database that rpm wrote gives packages and files`() throws {
    let listing = try RpmDatabase.parse(try fixture("rpm/rpmdb.sqlite"))
    #expect(
      Set(listing.packages) == [
        Package(
          ecosystem: .rpm, name: "demo-server", version: "4:2.1-3.fc40", architecture: "noarch",
          license: "MIT AND Apache-2.0"),
        Package(
          ecosystem: .rpm, name: "demo-client", version: "1.0~beta-1", architecture: "noarch",
          license: "MIT AND Apache-2.0"),
      ])
    let files = try #require(listing.files.first { $0.package == "demo-server" })
    #expect(
      files.paths.map(\.text) == [
        "usr/bin/demo-server", "usr/share/demo-server", "usr/share/demo-server/deep",
        "usr/share/demo-server/deep/data",
      ])
    #expect(listing.problems.isEmpty)
  }

  @Test(arguments: ["Packages.little", "Packages.big", "Packages.db"])
  func `the formats of older rpm and of SUSE give the same packages and files`(name: String) throws {
    let listing = try RpmDatabase.parse(try fixture("rpm/\(name)"))
    #expect(listing == (try RpmDatabase.parse(try fixture("rpm/rpmdb.sqlite"))))
    #expect(listing.packages.count == 2)
    var limits = FactLimits()
    limits.packages = 1
    #expect(throws: PackageDatabaseFailure.tooManyPackages(limit: 1)) {
      try RpmDatabase.parse(try fixture("rpm/\(name)"), limits: limits)
    }
  }

  @Test(arguments: [
    ("Packages.little", 4096, "page 4"), ("Packages.big", 16_384, "page 2"), ("Packages.db", 4096, "slot 3"),
  ])
  func `a database cut at any page says where it ends`(name: String, page: Int, place: String) throws {
    let whole = try fixture("rpm/\(name)")
    for count in stride(from: page, to: whole.count, by: page) {
      let failure = #expect(throws: PackageDatabaseFailure.self) {
        try RpmDatabase.parse(Array(whole[..<count]))
      }
      #expect(failure?.description.contains("is damaged") == true)
    }
    let failure = #expect(throws: PackageDatabaseFailure.self) {
      try RpmDatabase.parse(whole.dropLast(1_000))
    }
    #expect(failure?.description.contains(place) == true)
  }

  @Test(arguments: ["Packages.little", "Packages.big", "Packages.db"])
  func `damage in older formats is refused or read, in bounded time`(name: String) throws {
    let whole = try fixture("rpm/\(name)")
    var refused = 0
    for copy in damaged(whole, count: 1_500, seed: 3) + damaged(Array(whole[..<512]), count: 500, seed: 4) {
      do throws(PackageDatabaseFailure) {
        #expect(try RpmDatabase.parse(copy).packages.count <= 2)
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect(refused > 0)
  }

  @Test func `a chain of pages that leads back to itself ends`() throws {
    var table = try fixture("rpm/Packages.little")
    let overflow = try #require((1..<5).first { table[$0 * 4096 + 25] == 7 })
    table[overflow * 4096 + 16] = UInt8(overflow)
    table[overflow * 4096 + 22] = 1
    table[overflow * 4096 + 23] = 0
    let listing = try RpmDatabase.parse(table)
    #expect(listing.problems.count == 1, "\(listing.problems)")
    #expect(listing.problems.first?.reason.contains("damaged") == true, "\(listing.problems)")
  }

  @Test func `a page of no known kind may hold packages, so it is damage`() throws {
    var table = try fixture("rpm/Packages.little")
    let page = try #require((1..<table.count / 4096).first { [2, 13].contains(table[$0 * 4096 + 25]) })
    table[page * 4096 + 25] = 99
    let failure = #expect(throws: PackageDatabaseFailure.self) { try RpmDatabase.parse(table) }
    #expect(failure?.description.contains("page \(page)") == true)
  }

  @Test func `a header without a name is told, and the other packages are listed`() throws {
    var database = try fixture("rpm/Packages.db")
    let tag: [UInt8] = [0, 0, 3, 0xe8, 0, 0, 0, 6]
    let place = try #require(
      database.indices.dropLast(8).first { Array(database[$0..<($0 + 8)]) == tag })
    database[place + 3] = 0xe7
    let listing = try RpmDatabase.parse(database)
    #expect(listing.packages.count == 1)
    #expect(listing.problems.count == 1)
    #expect(listing.problems.first?.reason.contains("no name or no version") == true)
  }

  @Test func `what no rpm wrote is of no known format`() throws {
    for text in ["some text of no format", "", "RpmX", String(repeating: "\0", count: 64)] {
      #expect(throws: PackageDatabaseFailure.unknownFormat) { try RpmDatabase.parse(bytes(text)) }
    }
    // A Berkeley DB that is a tree.
    let tree: [UInt8] =
      Array(repeating: 0, count: 12) + [0x62, 0x31, 0x05, 0] + Array(repeating: 0, count: 64)
    #expect(throws: PackageDatabaseFailure.unknownFormat) { try RpmDatabase.parse(tree) }
  }

  @Test func `too many packages are refused`() throws {
    var limits = FactLimits()
    limits.packages = 1
    let database = try fixture("rpm/rpmdb.sqlite")
    #expect(throws: PackageDatabaseFailure.tooManyPackages(limit: 1)) {
      try RpmDatabase.parse(database, limits: limits)
    }
  }

  @Test func `a header cut at any byte is refused`() throws {
    let header = try #require(try Self.headers().first)
    let whole = try #require(try Self.read(header).package)
    #expect(whole.name.hasPrefix("demo-"))
    for count in header.indices {
      let cut = Array(header[..<count])
      #expect(throws: PackageDatabaseFailure.self) { try Self.read(cut) }
    }
  }

  @Test func `a damaged header is read or refused, and never has more files than bytes`() throws {
    let header = try #require(try Self.headers().first)
    var refused = 0
    for copy in damaged(header, count: 5_000) {
      do throws(PackageDatabaseFailure) {
        let read = try Self.read(copy)
        #expect(read.paths.count <= header.count)
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
      }
    }
    #expect(refused > 0)
  }

  @Test func `a damaged database is read or refused`() throws {
    let database = try fixture("rpm/rpmdb.sqlite")
    var refused = 0
    for copy in damaged(Array(database[..<16_384]), count: 400, seed: 2) {
      do throws(PackageDatabaseFailure) {
        let listing = try RpmDatabase.parse(copy + database[16_384...])
        #expect(listing.packages.count <= 1_000)
      } catch {
        refused += 1
      }
    }
    for count in stride(from: 0, to: database.count, by: 1_021) {
      do throws(PackageDatabaseFailure) {
        #expect(try RpmDatabase.parse(Array(database[..<count])).packages.count <= 2)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  private static func read(_ header: [UInt8]) throws(PackageDatabaseFailure) -> RpmHeader {
    try RpmHeader(header.span, row: 1)
  }

  private static func headers() throws -> [[UInt8]] {
    let file = try fixture("rpm/rpmdb.sqlite")
    let database = try SQLiteDatabase(bytes: file.span)
    var rows = try database.query("SELECT blob FROM Packages ORDER BY hnum")
    var headers: [[UInt8]] = []
    while try rows.next() {
      let blob = rows.blob(0)
      headers.append(try #require(blob))
    }
    return headers
  }
}
