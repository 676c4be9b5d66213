/// The name of an image, taken apart as Docker's reference grammar does.
package struct ImageReference: Sendable, Hashable {
  /// The registry's host with its port, nil for Docker Hub's short names.
  package var registry: String?
  /// The repository without the registry.
  package var repository: String
  package var tag: String?
  /// The digest with its algorithm, such as `sha256:...`.
  package var digest: String?

  package init(_ text: String) {
    var rest = text[...]
    if let at = rest.utf8.firstIndex(of: UInt8(ascii: "@")) {
      digest = String(rest[rest.index(after: at)...])
      rest = rest[..<at]
    }
    let lastSlash = rest.utf8.lastIndex(of: UInt8(ascii: "/"))
    if let colon = rest.utf8.lastIndex(of: UInt8(ascii: ":")), lastSlash.map({ colon > $0 }) ?? true {
      tag = String(rest[rest.index(after: colon)...])
      rest = rest[..<colon]
    }
    if let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) {
      let host = rest[..<slash]
      if host.utf8.contains(UInt8(ascii: ".")) || host.utf8.contains(.colon) || host == "localhost" {
        registry = String(host)
        rest = rest[rest.index(after: slash)...]
      }
    }
    repository = String(rest)
  }

  /// The last part of the repository, such as `postgres`.
  package var name: String {
    guard repository.utf8.contains(UInt8(ascii: "/")) else { return repository }
    return repository.split(separator: "/").last.map(String.init) ?? repository
  }
}
