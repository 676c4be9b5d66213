/// The members of a JSON object, found whatever the case of their names.
///
/// Docker and its kin read JSON with Go, which ignores case, so some writers (jib) use another one.
/// `null` counts as absent, as it does there.
struct AnyCaseFields {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private let container: KeyedDecodingContainer<Key>
  private let keys: [String: Key]

  init(_ decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: Key.self)
    keys = Dictionary(
      container.allKeys.sorted { $0.stringValue < $1.stringValue }.map { ($0.stringValue.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The member's value; nil where it is absent or null.
  func optional<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value? {
    guard let key = keys[name.lowercased()] else { return nil }
    return try container.decodeIfPresent(type, forKey: key)
  }

  /// The member's list; empty where it is absent or null.
  func list<Element: Decodable>(_ name: String, of type: Element.Type = Element.self) throws -> [Element] {
    try optional(name, as: [Element].self) ?? []
  }

  /// The member's map of texts; empty where it is absent or null.
  func texts(_ name: String) throws -> [String: String] {
    try optional(name, as: [String: String].self) ?? [:]
  }

  /// The member's keys, where it is an object whose values say nothing: `{"80/tcp": {}}`.
  func set(_ name: String) throws -> [String] {
    try optional(name, as: [String: Ignored].self)?.keys.sorted() ?? []
  }

  /// A value that nobody looks at.
  private struct Ignored: Decodable {
    init(from decoder: any Decoder) {}
  }
}
