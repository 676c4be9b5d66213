import Compose

/// Capabilities that some services may add.
package struct CapabilityPolicy: Sendable, Hashable {
  package var selector = ServiceSelector()
  /// In capitals and without `CAP_`.
  package var capabilities: Set<String> = []

  package init() {}
}

extension CapabilityPolicy: SelectingSection {
  static let required = ["capabilities"]

  static let settings: [Setting<CapabilityPolicy>] =
    selectors + [
      Setting("capabilities", .texts, "The capabilities, with or without CAP_.") {
        $0.capabilities = Set($1.texts.map(Self.name))
      }
    ]

  private static func name(_ text: String) -> String {
    let upper = text.uppercased()
    return upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper
  }

  /// A list of names and of sections: a name is for every service.
  static func list(_ node: Node) -> [CapabilityPolicy] {
    (node.items ?? []).map { item in
      guard let text = item.text else { return CapabilityPolicy(item) }
      var every = CapabilityPolicy()
      every.capabilities = [name(text)]
      return every
    }
  }
}
