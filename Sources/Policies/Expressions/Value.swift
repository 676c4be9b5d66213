/// A value of an expression.
package indirect enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case timestamp(TimeValue)
  case duration(TimeValue)
  case list([Value])
  case map([MapKey: Value])
  case record(Record)
  /// A type, by its name.
  case type(String)
  /// What only the run time of the containers knows, with the reason: to ask for it is an error.
  case unknown(String)
}

/// What maps have keys of.
package enum MapKey: Sendable, Hashable {
  case bool(Bool)
  case int(Int64)
  case string(String)

  var value: Value {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .string(let value): .string(value)
    }
  }
}

extension MapKey: Comparable {
  package static func < (left: MapKey, right: MapKey) -> Bool {
    switch (left, right) {
    case (.bool(let first), .bool(let second)): !first && second
    case (.int(let first), .int(let second)): first < second
    case (.string(let first), .string(let second)): first < second
    case (.bool, _), (.int, .string): true
    case (.int, .bool), (.string, _): false
    }
  }
}

/// The fields of one thing of the model. One that is not set has its type's first value, and `has()` tells.
package final class Record: Sendable {
  package let type: RecordType
  package let fields: [String: Value]

  package init(_ type: RecordType, _ fields: [String: Value]) {
    self.type = type
    self.fields = fields
  }
}

extension Value {
  /// The name of its type.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .list: "list"
    case .map: "map"
    case .record(let record): record.type.name
    case .type: "type"
    case .unknown: "unknown"
    }
  }

  /// What `type()` gives, under the names of CEL.
  var type: Value {
    switch self {
    case .null: .type("null_type")
    case .timestamp: .type("google.protobuf.Timestamp")
    case .duration: .type("google.protobuf.Duration")
    case .bool, .int, .double, .string, .list, .map, .record, .type, .unknown: .type(typeName)
    }
  }

  /// The types that an expression may name.
  static let namedTypes: Set = ["bool", "int", "double", "string", "list", "map", "null_type", "type"]

  /// As a key of a map; nil where maps have no such keys.
  var key: MapKey? {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .string(let value): .string(value)
    case .double(let value): Int64(exactly: value).map(MapKey.int)
    case .null, .timestamp, .duration, .list, .map, .record, .type, .unknown: nil
    }
  }

  /// A point of time as RFC 3339 writes it; nil for any other text.
  package static func timestamp(_ text: String) -> Value? { TimeText.point(text).map { .timestamp($0) } }

  /// Texts as a list.
  package static func texts(_ texts: some Sequence<String>) -> Value { .list(texts.map(Value.string)) }

  /// Texts as a map.
  package static func texts(_ texts: [String: String]) -> Value {
    .map(Dictionary(uniqueKeysWithValues: texts.map { (MapKey.string($0), Value.string($1)) }))
  }
}
