import Findings

/// What a model may differ in once changes were written, and nothing else.
package struct ExpectedChanges: Sendable {
  /// Values by place.
  private var values: [String: String] = [:]
  /// Items that lists get, by the lists' places.
  private var items: [String: [String]] = [:]
  /// The places that hold a place of `values` or `items`.
  private var holders: Set<String> = []

  package init() {}

  /// - Parameter project: the project before the change.
  package mutating func add(_ change: Repair.Change, in project: Project) {
    switch change {
    case .add(let key, let path, let value):
      add(value, at: path.reduce(key.text) { $0 + Key.component($1) })
    case .append(let key, let item): expect(item, in: key.text)
    case .replace(let key, let value): add(value, at: key.text)
    case .bind(let key, let address):
      expect(address, at: key.text + ".host_ip")
    case .all(let changes):
      for change in changes { add(change, in: project) }
    }
  }

  private mutating func add(_ value: Repair.Value, at key: String) {
    switch value {
    case .text(let text): expect(text, at: key)
    case .list(let list):
      for case .text(let text) in list { expect(text, in: key) }
    case .mapping(let pairs):
      for pair in pairs { add(pair.value, at: key + Key.component(pair.key)) }
    }
  }

  private mutating func expect(_ value: String, at key: String) {
    values[key] = value
    addHolders(of: key)
  }

  private mutating func expect(_ item: String, in key: String) {
    items[key, default: []].append(item)
    addHolders(of: key)
  }

  private mutating func addHolders(of key: String) {
    let bytes = key.utf8
    for index in bytes.indices where ".[".utf8.contains(bytes[index]) {
      holders.insert(String(key[..<index]))
    }
  }

  /// What differs beside that which was expected, as one place and what is wrong there; nil where nothing does.
  package func surprise(from old: ModelLeaves, to new: ModelLeaves) -> String? {
    for (key, leaf) in old.values.sorted(by: { $0.key < $1.key }) where new.values[key] != leaf {
      guard let changed = new.values[key] else {
        if leaf.isEmptied, isExpected(below: key) { continue }
        return "\(key) would be lost"
      }
      if !isExpected(changed, at: key, from: leaf) { return "\(key) would also change" }
    }
    for (key, leaf) in new.values.sorted(by: { $0.key < $1.key }) where old.values[key] == nil {
      if !isExpected(leaf, at: key, from: nil) { return "\(key) would also be set" }
    }
    return nil
  }

  private func isExpected(below key: String) -> Bool {
    holders.contains(key) || items[key] != nil
  }

  private func isExpected(_ leaf: ModelLeaves.Leaf, at key: String, from old: ModelLeaves.Leaf?) -> Bool {
    switch leaf {
    case .scalar(let text, _): return values[key] == text
    case .emptyMapping: return false
    case .list(let new):
      let wanted = items[key] ?? []
      var before: [String] = []
      if case .list(let list) = old { before = list }
      if case .scalar(let text, let kind) = old, kind != .null { before = [text] }
      for index in before.indices { before[index] = values["\(key)[\(index)]"] ?? before[index] }
      // The old items are there in their order, and between and behind them nothing but what was wanted.
      var rest = before[...]
      for item in new {
        if rest.first == item { rest = rest.dropFirst() } else if !wanted.contains(item) { return false }
      }
      return rest.isEmpty
    }
  }
}

extension ModelLeaves.Leaf {
  /// Whether it was nothing, so that it may give way to something.
  fileprivate var isEmptied: Bool {
    switch self {
    case .scalar(_, let kind): kind == .null
    case .list(let items): items.isEmpty
    case .emptyMapping: true
    }
  }
}

/// The comments of a YAML text, and what looks like one in a value: what no repair may lose.
package struct WrittenComments: Sendable {
  package let all: [ArraySlice<UInt8>]

  package init(_ bytes: [UInt8]) {
    var all: [ArraySlice<UInt8>] = []
    var index = 0
    while index < bytes.count {
      defer { index += 1 }
      guard bytes[index] == .hash, index == 0 || bytes[index - 1].isYAMLWhitespace else { continue }
      let start = index
      while index < bytes.count, bytes[index] != .newline, bytes[index] != .carriageReturn { index += 1 }
      all.append(bytes[start..<index])
    }
    self.all = all
  }

  /// Whether all of these are in another text, in the same order.
  package func areKept(in other: WrittenComments) -> Bool {
    var rest = all[...]
    for comment in other.all where rest.first?.elementsEqual(comment) == true { rest = rest.dropFirst() }
    return rest.isEmpty
  }
}
