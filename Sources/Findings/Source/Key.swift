/// A symbolic place in a model that was read from files, with where it stands in them: `services.web.ports[0]`.
///
/// Keys with the same text are equal: where they stand follows from it.
package struct Key: Sendable {
  package let text: String
  /// Where it stands; nil for a key that came as text alone, from a policy, a person or a test.
  package let site: ResolvedLocation?

  package init(_ text: String, site: ResolvedLocation? = nil) {
    self.text = text
    self.site = site
  }
}

extension Key: Hashable {
  package static func == (left: Key, right: Key) -> Bool { left.text == right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Key: Comparable {
  package static func < (left: Key, right: Key) -> Bool { left.text < right.text }
}

extension Key: ExpressibleByStringInterpolation {
  package init(stringLiteral text: String) { self.init(text) }
}

extension Key: CustomStringConvertible {
  package var description: String { text }
}
