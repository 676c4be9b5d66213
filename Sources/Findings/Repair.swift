/// A mechanical repair of a compose file, in the terms of the effective model: what to add, and where.
///
/// Rules say what they want; the editor finds the place in the text and keeps comments, order and style.
package enum Repair: Sendable, Hashable {
  /// A value as it is to be written.
  package indirect enum Value: Sendable, Hashable {
    case text(String)
    case list([Value])
    case mapping([Pair])

    /// A key and its value.
    package struct Pair: Sendable, Hashable {
      package var key: String
      package var value: Value

      package init(_ key: String, _ value: Value) {
        self.key = key
        self.value = value
      }
    }
  }

  /// Adds a key to a mapping, along keys that may be missing: `services.web` and `deploy`, `resources`, `limits`.
  case add(to: String, path: [String], value: Value)
  /// Adds an item to the end of a list.
  case append(to: String, item: String)
  /// Replaces a value.
  case replace(String, value: Value)
  /// Binds a port to an address.
  case bind(port: String, address: String)
  /// Several repairs that belong together.
  case all([Repair])
}
