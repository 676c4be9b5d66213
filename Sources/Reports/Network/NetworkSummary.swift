/// The network graph of a compose project, as reports draw it.
package struct NetworkSummary: Sendable, Codable, Hashable {
  package var nodes: [Node]
  package var links: [Link]
  /// Zones of the policy, in its order; empty where it has none.
  package var zones: [Zone] = []
  /// Paths that the policy forbids.
  package var forbidden: [Path] = []

  package init(nodes: [Node], links: [Link]) {
    self.nodes = nodes
    self.links = links
  }

  package struct Node: Sendable, Codable, Hashable {
    package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
      case outside, host, network, internalNetwork, service
    }

    /// Unique in the graph: `outside`, `host`, `network NAME`, `service NAME`.
    package var id: String
    package var kind: Kind
    package var title: String
    /// The zone that the policy puts it in; nil where it puts it in none.
    package var zone: String?
    /// True for a service that keeps data; nil for everything else.
    package var keepsData: Bool?

    package init(id: String, kind: Kind, title: String, zone: String? = nil, keepsData: Bool? = nil) {
      self.id = id
      self.kind = kind
      self.title = title
      self.zone = zone
      self.keepsData = keepsData
    }
  }

  /// A way from one node to another, by their ids.
  package struct Link: Sendable, Codable, Hashable {
    package var from: String
    package var to: String
    /// What it is: a published port, an attachment.
    package var title: String

    package init(from: String, to: String, title: String) {
      self.from = from
      self.to = to
      self.title = title
    }
  }

  package struct Zone: Sendable, Codable, Hashable {
    package var name: String
    /// Ids of nodes.
    package var members: [String]

    package init(name: String, members: [String]) {
      self.name = name
      self.members = members
    }
  }

  /// A way that should not be there.
  package struct Path: Sendable, Codable, Hashable {
    /// Ids of nodes, from where it starts to what it reaches.
    package var nodes: [String]
    package var message: String

    package init(nodes: [String], message: String) {
      self.nodes = nodes
      self.message = message
    }
  }
}
