/// What values an expression may have, as far as its text and the model tell.
package indirect enum ValueType: Sendable, Hashable {
  case bool
  case int
  case double
  case string
  /// A point of time.
  case timestamp
  /// A span of time.
  case duration
  case null
  /// A type itself.
  case type
  /// Known only where it is evaluated.
  case dynamic
  case list(ValueType)
  case map(key: ValueType, value: ValueType)
  case record(RecordType)
}

/// Named fields with types: a service, an image.
package final class RecordType: Sendable, Hashable {
  package struct Field: Sendable {
    package let name: String
    package let type: ValueType
    /// What it is, for documentation.
    package let meaning: String

    package init(_ name: String, _ type: ValueType, _ meaning: String) {
      self.name = name
      self.type = type
      self.meaning = meaning
    }
  }

  /// Unique.
  package let name: String
  package let fields: [Field]
  private let types: [String: ValueType]

  package init(_ name: String, _ fields: [Field]) {
    self.name = name
    self.fields = fields
    types = Dictionary(fields.map { ($0.name, $0.type) }) { first, _ in first }
  }

  package subscript(field: String) -> ValueType? { types[field] }

  package static func == (left: RecordType, right: RecordType) -> Bool { left.name == right.name }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension ValueType: CustomStringConvertible {
  /// As the CEL specification writes it.
  package var description: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .null: "null"
    case .type: "type"
    case .dynamic: "dyn"
    case .list(let item): "list(\(item))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .record(let type): type.name
    }
  }
}

extension ValueType {
  /// Whether a value of this type may stand where one of the other is asked for.
  func fits(_ wanted: ValueType) -> Bool {
    switch (self, wanted) {
    case (.dynamic, _), (_, .dynamic): true
    case (.list(let own), .list(let other)): own.fits(other)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      key.fits(otherKey) && value.fits(otherValue)
    case (.null, .record), (.record, .null): true
    case (.bool, _), (.int, _), (.double, _), (.string, _), (.timestamp, _), (.duration, _), (.null, _),
      (.type, _), (.list, _), (.map, _), (.record, _):
      self == wanted
    }
  }

  var isNumber: Bool { self == .int || self == .double || self == .dynamic }

  /// What a field has that is not set.
  var initial: Value {
    switch self {
    case .bool: .bool(false)
    case .int: .int(0)
    case .double: .double(0)
    case .string: .string("")
    case .timestamp: .timestamp(TimeValue(seconds: 0))
    case .duration: .duration(TimeValue(seconds: 0))
    case .null, .dynamic: .null
    case .list: .list([])
    case .map: .map([:])
    case .type: .type("null_type")
    case .record(let type): .record(Record(type, [:]))
    }
  }
}
