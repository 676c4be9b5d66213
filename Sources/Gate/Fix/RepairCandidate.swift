import Compose
import Findings
import Rules

/// A finding with the repair that is to be made for it.
struct RepairCandidate: Sendable {
  let placed: PlacedMatch
  let change: Repair.Change
  /// The changes that the same cause makes in other services which have the same finding.
  let elsewhere: [Repair.Change]

  var identity: FindingIdentity { FindingIdentity(placed.rule.id, placed.key, placed.match.subject) }

  /// The changes one by one.
  var steps: [Repair.Change] { change.single }
}

/// What makes a finding the same one before and after a repair.
struct FindingIdentity: Hashable {
  let rule: String
  let key: Key
  let subject: String

  init(_ rule: String, _ key: Key, _ subject: String) {
    (self.rule, self.key, self.subject) = (rule, key, subject)
  }
}

extension Repair.Change {
  /// The changes one by one.
  var single: [Repair.Change] {
    switch self {
    case .all(let changes): changes.flatMap(\.single)
    case .add, .append, .replace, .bind: [self]
    }
  }

  /// The same change at the same place of another service.
  func moved(from service: String, to other: String) -> Repair.Change {
    let move = { (key: Key) in
      key.text == service || key.text.hasPrefix(service + ".") || key.text.hasPrefix(service + "[")
        ? Key(other + key.text.dropFirst(service.count)) : key
    }
    switch self {
    case .add(let key, let path, let value): return .add(to: move(key), path: path, value: value)
    case .append(let key, let item): return .append(to: move(key), item: item)
    case .replace(let key, let value): return .replace(move(key), value: value)
    case .bind(let port, let address): return .bind(port: move(port), address: address)
    case .all(let changes): return .all(changes.map { $0.moved(from: service, to: other) })
    }
  }

  /// Whether the model has it already.
  func isMade(in project: Project) -> Bool {
    switch self {
    case .add(let key, let path, let value):
      project.node(at: path.reduce(key.text) { $0 + Key.component($1) }).map { value.isHeld(by: $0) } ?? false
    case .append(let key, let item):
      project.node(at: key.text)?.items?.contains { $0.text == item } ?? false
    case .replace(let key, let value): project.node(at: key.text).map { value.isHeld(by: $0) } ?? false
    case .bind(let port, let address): project.node(at: port.text)?["host_ip"]?.text == address
    case .all(let changes): changes.allSatisfy { $0.isMade(in: project) }
    }
  }
}

extension Repair.Value {
  /// Whether a node is this value, or has it in it.
  fileprivate func isHeld(by node: Node) -> Bool {
    switch self {
    case .text(let text): node.text == text
    case .list(let list):
      list.allSatisfy { value in node.items?.contains { value.isHeld(by: $0) } ?? false }
    case .mapping(let pairs): pairs.allSatisfy { pair in node[pair.key].map(pair.value.isHeld) ?? false }
    }
  }
}
