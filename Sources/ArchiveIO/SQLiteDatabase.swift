import CSQLite

/// Why a SQLite database could not be read.
package struct SQLiteFailure: Codable, Error, Hashable, CustomStringConvertible {
  /// What was being done: "open", "prepare", "step".
  package let action: String
  /// SQLite's extended result code.
  package let code: Int32
  /// SQLite's own words for it.
  package let reason: String

  package var description: String {
    "SQLite could not \(action) the database: \(reason) (result \(code)); "
      + "check the file with `PRAGMA integrity_check` or make it again"
  }
}

/// A SQLite database whose file is in memory, opened read-only and with SQLite's settings for hostile files.
///
/// Follows "Defense Against The Dark Arts" of the SQLite documentation: defensive mode, a schema that is not
/// trusted, no triggers, no views, checked cells, and small limits.
@safe package struct SQLiteDatabase: ~Copyable {
  private let handle: OpaquePointer

  /// The most bytes that one value of a row may have.
  package static let longestValue: Int32 = 64 << 20

  /// Opens the database whose file holds `bytes`; they are copied once, into memory that SQLite owns.
  package init(bytes: Span<UInt8>) throws(SQLiteFailure) {
    let database = try Self.empty()
    try database.harden()
    try database.load(bytes)
    try database.run("PRAGMA cell_size_check = ON")
    self = database
  }

  private init(handle: OpaquePointer) {
    unsafe self.handle = unsafe handle
  }

  private static func empty() throws(SQLiteFailure) -> SQLiteDatabase {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
    let code = unsafe sqlite3_open_v2(":memory:", &opened, flags, nil)
    guard code == SQLITE_OK, let handle = unsafe opened else {
      // SQLite hands out a handle even when opening failed, and wants it back.
      unsafe sqlite3_close_v2(opened)
      throw SQLiteFailure(action: "open", code: code, reason: unsafe String(cString: sqlite3_errstr(code)))
    }
    return unsafe SQLiteDatabase(handle: handle)
  }

  deinit {
    // Closes at once, or when the last statement is finalized.
    unsafe sqlite3_close_v2(handle)
  }

  /// Compiles `sql`, which is ours and never from the outside.
  package func query(_ sql: String) throws(SQLiteFailure) -> SQLiteRows {
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let compiled = unsafe statement else {
      throw unsafe SQLiteFailure(action: "prepare", code: code, handle: handle)
    }
    return unsafe SQLiteRows(statement: compiled)
  }

  private func harden() throws(SQLiteFailure) {
    let settings: [(option: Int32, on: Int32)] = [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), (SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    ]
    for (option, on) in settings {
      let code = unsafe imgcheck_sqlite_configure(handle, option, on)
      guard code == SQLITE_OK else {
        throw unsafe SQLiteFailure(action: "configure", code: code, handle: handle)
      }
    }
    // `sqlite3_limit` answers the limit before; there is no failure to see.
    unsafe sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Self.longestValue)
    unsafe sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, 64 << 10)
    unsafe sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, 64)
    unsafe sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, 16)
    unsafe sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0)
    unsafe sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 1)
  }

  private func load(_ bytes: Span<UInt8>) throws(SQLiteFailure) {
    guard let memory = unsafe sqlite3_malloc64(UInt64(max(bytes.count, 1))) else {
      throw unsafe SQLiteFailure(action: "load", code: SQLITE_NOMEM, handle: handle)
    }
    let file = unsafe memory.assumingMemoryBound(to: UInt8.self)
    unsafe bytes.withUnsafeBufferPointer { source in
      guard let start = source.baseAddress else { return }
      unsafe file.update(from: start, count: source.count)
    }
    // A database in write-ahead mode cannot be opened from memory. The two version bytes of the header
    // (offsets 18 and 19: 2 is write-ahead, 1 is a rollback journal) are all that says so.
    for offset in [18, 19] where bytes.count > offset && bytes[offset] == 2 {
      unsafe file[offset] = 1
    }
    let flags = UInt32(SQLITE_DESERIALIZE_READONLY | SQLITE_DESERIALIZE_FREEONCLOSE)
    let count = Int64(bytes.count)
    let code = unsafe sqlite3_deserialize(handle, "main", file, count, count, flags)
    guard code == SQLITE_OK else {
      throw unsafe SQLiteFailure(action: "load", code: code, handle: handle)
    }
  }

  private func run(_ sql: String) throws(SQLiteFailure) {
    var rows = try query(sql)
    while try rows.next() {}
  }
}

/// The rows of one query, read one after the other.
@safe package struct SQLiteRows: ~Copyable {
  private let statement: OpaquePointer

  fileprivate init(statement: OpaquePointer) {
    unsafe self.statement = unsafe statement
  }

  deinit {
    // Repeats the error of the last step, which has been thrown already.
    unsafe sqlite3_finalize(statement)
  }

  /// Steps to the next row; false at the end.
  package mutating func next() throws(SQLiteFailure) -> Bool {
    let code = unsafe sqlite3_step(statement)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      throw unsafe SQLiteFailure(action: "read", code: code, handle: sqlite3_db_handle(statement))
    }
  }

  /// The bytes of a column of the current row, counted from 0; nil if it is no blob.
  package func blob(_ column: Int32) -> [UInt8]? {
    guard unsafe sqlite3_column_type(statement, column) == SQLITE_BLOB else { return nil }
    guard let start = unsafe sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(unsafe sqlite3_column_bytes(statement, column))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}

extension SQLiteFailure {
  fileprivate init(action: String, code: Int32, handle: OpaquePointer?) {
    self.action = action
    self.code = code
    self.reason = unsafe String(cString: sqlite3_errmsg(handle))
  }
}
