/// The name of an image: `[registry/]repository[:tag][@digest]`.
package struct ImageReference: Sendable, Hashable, CustomStringConvertible {
  /// Everything before tag and digest: stable from build to build.
  package let name: String
  package let tag: String?
  package let digest: String?

  /// Splits a reference. The tag is what follows the last `:` after the last `/`.
  package init(_ text: some StringProtocol) {
    var rest = Substring(text)
    if let at = rest.firstIndex(of: "@") {
      digest = String(rest[rest.index(after: at)...])
      rest = rest[..<at]
    } else {
      digest = nil
    }
    let lastSlash = rest.lastIndex(of: "/") ?? rest.startIndex
    if let colon = rest[lastSlash...].lastIndex(of: ":") {
      tag = String(rest[rest.index(after: colon)...])
      rest = rest[..<colon]
    } else {
      tag = nil
    }
    name = String(rest)
  }

  package var description: String {
    name + (tag.map { ":" + $0 } ?? "") + (digest.map { "@" + $0 } ?? "")
  }
}
