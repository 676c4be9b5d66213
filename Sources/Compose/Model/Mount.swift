import Findings

/// Something mounted into a service's containers.
package struct Mount: Sendable {
  /// What is mounted.
  package enum Kind: String, Sendable {
    case bind
    case volume
    case tmpfs
    case cluster
    case npipe
    case image
  }

  package var kind: Kind
  /// The path on the host or the volume's name; nil for anonymous volumes and tmpfs.
  package var source: String?
  package var target: String
  package var isReadOnly: Bool
  /// The propagation of a bind mount, such as `rshared`.
  package var propagation: String?
  /// The symbolic place.
  package var key: Key
  package var node: Node
  package var section: Section { Section(node, key: key) }

  init?(_ section: Section) {
    guard let kind = section.text("type").flatMap({ Kind(rawValue: $0.value) }) else { return nil }
    self.kind = kind
    source = section.text("source")?.value
    target = section.text("target")?.value ?? ""
    isReadOnly = section.boolean("read_only")?.value ?? false
    propagation = section.text("bind", "propagation")?.value
    key = section.key
    node = section.node
  }
}
