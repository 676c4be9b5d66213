import Compose

/// Tags of images that some services may run.
package struct TagPolicy: Sendable, Hashable {
  package var selector = ServiceSelector()
  package var tags: [ValuePattern] = []

  package init() {}
}

extension TagPolicy: SelectingSection {
  static let required = ["tags"]

  static let settings: [Setting<TagPolicy>] =
    selectors + [
      Setting("tags", .patterns, "The tags: names, patterns, or regular expressions between slashes.") {
        $0.tags = $1.texts.compactMap(ValuePattern.init)
      }
    ]

  /// A list of patterns and of sections: a pattern is for every service.
  static func list(_ node: Node) -> [TagPolicy] {
    (node.items ?? []).map { item in
      guard let pattern = item.text.flatMap(ValuePattern.init) else { return TagPolicy(item) }
      var every = TagPolicy()
      every.tags = [pattern]
      return every
    }
  }
}

extension ComposePolicy {
  /// The tags that a service's image may have; nil where no entry is for the service.
  package func allowedTags(of service: Service, in project: Project) -> [ValuePattern]? {
    let fitting = allowedTags.filter { $0.selector.fits(service, in: project) }
    return fitting.isEmpty ? nil : fitting.flatMap(\.tags)
  }
}
