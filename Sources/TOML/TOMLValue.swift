/// A value of a TOML document (TOML 1.0, "Key/Value Pair").
package enum TOMLValue {
  case string(String)
  case integer(Int)
  case float(Double)
  case boolean(Bool)
  /// A date, a time or both, as the document writes it.
  case moment(String)
  case array([TOMLValue])
  case table(TOMLTable)
  /// An array of tables that has a header for each ("Array of Tables").
  case tables([TOMLTable])

  package var string: String? { if case .string(let text) = self { text } else { nil } }
  package var integer: Int? { if case .integer(let number) = self { number } else { nil } }
  package var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
  package var table: TOMLTable? { if case .table(let table) = self { table } else { nil } }

  /// A float, or an integer as one.
  package var number: Double? {
    switch self {
    case .float(let number): number
    case .integer(let number): Double(number)
    default: nil
    }
  }
}

/// A table of a TOML document (TOML 1.0, "Table"), or the document itself.
package final class TOMLTable {
  /// What made a table decides what may still be added to it.
  enum Origin {
    /// A header of its own, or the document.
    case header
    /// The header of a table in it: its own may follow.
    case innerHeader
    /// A key with points: only such keys add to it, and headers of tables in it.
    case dottedKey
    /// Braces: nothing is added.
    case inline
  }

  var origin: Origin
  var values: [String: TOMLValue] = [:]

  init(_ origin: Origin) { self.origin = origin }

  package subscript(key: String) -> TOMLValue? { values[key] }

  /// The strings of an array; other elements are left out, and another value has none.
  package func strings(_ key: String) -> [String] {
    if case .array(let elements) = values[key] { elements.compactMap(\.string) } else { [] }
  }

  /// The tables of an array, in either way to write one, or the one table; another value has none.
  package func tables(_ key: String) -> [TOMLTable] {
    switch values[key] {
    case .tables(let tables): tables
    case .array(let elements): elements.compactMap(\.table)
    case .table(let table): [table]
    default: []
    }
  }

  /// Reads a document whole.
  ///
  /// - Throws: where the text is not TOML 1.0, or nests deeper than ``TOMLReader`` reads.
  package static func read(_ text: String) throws(TOMLFailure) -> TOMLTable {
    var reader = TOMLReader(text)
    return try reader.document()
  }
}

/// Where and why a text is not TOML.
package struct TOMLFailure: Error, Hashable, CustomStringConvertible {
  /// From 1.
  package let line: Int
  package let reason: String

  package var description: String { "line \(line): \(reason)" }
}
