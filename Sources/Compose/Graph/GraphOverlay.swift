/// What a policy says of a graph: its zones, and what should not be there.
package struct GraphOverlay: Sendable {
  /// A zone with what is in it, by ids of nodes: `service NAME`, `network NAME`.
  package struct Zone: Sendable {
    package let name: String
    /// Whom it may reach, in a few words.
    package let reach: String
    package let members: [String]

    package init(name: String, reach: String, members: [String]) {
      self.name = name
      self.reach = reach
      self.members = members
    }
  }

  package let zones: [Zone]
  /// What is wrong, a sentence or two each.
  package let messages: [String]
  /// Nodes that are wrong in themselves, and pairs of nodes whose connection is.
  private let culprits: Set<[String]>

  /// - Parameter culprits: one or two ids of nodes each; `outside` is one.
  package init(zones: [Zone] = [], messages: [String] = [], culprits: [[String]] = []) {
    self.zones = zones
    self.messages = messages
    self.culprits = Set(culprits.map { $0.sorted() })
  }

  func isWrong(_ node: String) -> Bool { culprits.contains([node]) }
  func isWrong(_ from: String, _ to: String) -> Bool { culprits.contains([from, to].sorted()) }

  /// The position of the zone that holds a node.
  func zone(of node: String) -> Int? { zones.firstIndex { $0.members.contains(node) } }
}
