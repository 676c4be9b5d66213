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

extension Key {
  /// Whether a place is in a service, below its name or the service as a whole.
  package static func isInService(_ place: String) -> Bool {
    place.hasPrefix("services.") || place.hasPrefix("services[\"")
  }

  /// The name of the service that a place is in; nil for places outside services.
  package static func service(of place: String) -> String? {
    guard isInService(place) else { return nil }
    let start = place.utf8.index(place.startIndex, offsetBy: "services.".utf8.count)
    let rest = place.utf8[start...]
    guard place.utf8[place.utf8.index(before: start)] == UInt8(ascii: ".") else {
      let quoted = Substring(rest.dropFirst())
      return quoted.start(of: "\"]").map { String(quoted[..<$0]) }
    }
    let end = rest.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") } ?? rest.endIndex
    return String(place[start..<end])
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
