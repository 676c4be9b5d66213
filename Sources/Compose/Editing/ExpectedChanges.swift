import Findings

/// What a model may differ in once changes were written, and nothing else.
package struct ExpectedChanges: Sendable {
  /// Values by place.
  private var values: [String: String] = [:]
  /// Items that lists get, by the lists' places.
  private var items: [String: [String]] = [:]
  /// The places that hold a place of `values` or `items`.
  private var holders: Set<String> = []
  /// The places that go away, with all below them.
  private var losses: [String] = []

  package init() {}

  /// - Parameter project: the project before the change.
  package mutating func add(_ change: Repair.Change, in project: Project) {
    switch change {
    case .add(let key, let path, let value):
      let place = Key.place(path, below: key)
      if Key.isNetworks(place) { addNames(value, at: place) } else { add(value, at: place) }
    case .append(let key, let item):
      if project.node(at: key.text)?.mapping != nil {
        expect("", at: key.text + Key.component(item))
      } else {
        expect(item, in: key.text)
      }
    case .replace(let key, let value):
      guard Key.isNetworks(key.text), let old = project.node(at: key.text)?.mapping else {
        return add(value, at: key.text)
      }
      let names = addNames(value, at: key.text)
      losses += old.pairs.map(\.key).filter { !names.contains($0) }.map { key.text + Key.component($0) }
    case .bind(let key, let address):
      expect(address, at: key.text + ".host_ip")
    case .all(let changes):
      for change in changes { add(change, in: project) }
    }
  }

  /// A list of names is a mapping in the model.
  @discardableResult
  private mutating func addNames(_ value: Repair.Value, at key: String) -> Set<String> {
    switch value {
    case .text(let name):
      expect("", at: key + Key.component(name))
      return [name]
    case .list(let items):
      return items.reduce(into: []) { $0.formUnion(addNames($1, at: key)) }
    case .mapping(let pairs):
      add(value, at: key)
      return Set(pairs.map(\.key))
    }
  }

  private mutating func add(_ value: Repair.Value, at key: String) {
    switch value {
    case .mapping([]): expect("", at: key)
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
        if losses.contains(where: { key.isAt($0) }) { continue }
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
    case .emptyMapping: return values[key] == ""
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

extension String {
  /// Whether a place is another one or below it.
  fileprivate func isAt(_ place: String) -> Bool {
    self == place || hasPrefix(place + ".") || hasPrefix(place + "[")
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
