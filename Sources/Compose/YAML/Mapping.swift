import Findings

/// A mapping in the order of the file; keys are unique.
package struct Mapping: Sendable, Equatable {
  /// A key with its place, and the value.
  package struct Pair: Sendable, Equatable {
    package var key: String
    package var keySpan: SourceSpan
    package var value: Node
    /// Where earlier files, or what was extended, wrote the same key.
    package var earlierKeys: [SourceSpan]

    package init(key: String, keySpan: SourceSpan, value: Node, earlierKeys: [SourceSpan] = []) {
      self.key = key
      self.keySpan = keySpan
      self.value = value
      self.earlierKeys = earlierKeys
    }
  }

  package private(set) var pairs: [Pair] = []
  /// The positions of the keys, where there are too many to look through.
  private var positions: [String: Int]?
  /// Up to here looking through is quicker than hashing.
  private static let few = 16

  package init() {}

  package init(_ pairs: [Pair]) {
    self.pairs.reserveCapacity(pairs.count)
    for pair in pairs { set(pair) }
  }

  package static func == (left: Mapping, right: Mapping) -> Bool { left.pairs == right.pairs }

  package var keys: [String] { pairs.map(\.key) }
  package var isEmpty: Bool { pairs.isEmpty }

  /// Where in `pairs` a key stands; nil where it is not there.
  func position(of key: String) -> Int? {
    if let positions { return positions[key] }
    let length = key.utf8.count
    for index in pairs.indices where pairs[index].key.utf8.count == length && pairs[index].key == key {
      return index
    }
    return nil
  }

  package func pair(_ key: String) -> Pair? { position(of: key).map { pairs[$0] } }

  /// The value under a key; setting nil removes the key.
  package subscript(key: String) -> Node? {
    get { position(of: key).map { pairs[$0].value } }
    set {
      guard let newValue else { return remove(key) }
      if let position = position(of: key) {
        pairs[position].value = newValue
      } else {
        append(Pair(key: key, keySpan: newValue.span, value: newValue))
      }
    }
  }

  /// Puts a pair at its key's position, or at the end.
  package mutating func set(_ pair: Pair) {
    if let position = position(of: pair.key) {
      pairs[position] = pair
    } else {
      append(pair)
    }
  }

  /// Puts a pair at the end; false, and nothing, where its key is there already.
  mutating func add(_ pair: Pair) -> Bool {
    guard position(of: pair.key) == nil else { return false }
    append(pair)
    return true
  }

  private mutating func append(_ pair: Pair) {
    positions?[pair.key] = pairs.count
    pairs.append(pair)
    if positions == nil, pairs.count > Self.few { index() }
  }

  package mutating func remove(_ key: String) {
    guard let position = position(of: key) else { return }
    pairs.remove(at: position)
    if positions != nil { index() }
  }

  private mutating func index() {
    positions = Dictionary(uniqueKeysWithValues: pairs.enumerated().map { ($1.key, $0) })
  }

  /// The same keys, and for some of them another value; nil where none changes, and then nothing is copied.
  func changed(by change: (Pair) -> Node?) -> Mapping? {
    var changed: Mapping?
    for index in pairs.indices {
      guard let value = change(pairs[index]) else { continue }
      if changed == nil { changed = self }
      changed?.pairs[index].value = value
    }
    return changed
  }

  /// The same keys with other values.
  package func mapValues<E: Error>(_ transform: (Pair) throws(E) -> Node) throws(E) -> Mapping {
    var copy = self
    for index in copy.pairs.indices { copy.pairs[index].value = try transform(copy.pairs[index]) }
    return copy
  }
}

extension Array where Element == Node {
  /// The same items, and some of them changed; nil where none changes, and then nothing is copied.
  func changed(by change: (Node) -> Node?) -> [Node]? {
    var changed: [Node]?
    for index in indices {
      guard let item = change(self[index]) else { continue }
      if changed == nil { changed = self }
      changed?[index] = item
    }
    return changed
  }
}
