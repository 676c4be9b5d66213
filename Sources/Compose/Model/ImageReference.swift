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
    if let at = rest.firstIndex(of: "@") {
      digest = String(rest[rest.index(after: at)...])
      rest = rest[..<at]
    }
    let lastSlash = rest.lastIndex(of: "/")
    if let colon = rest.lastIndex(of: ":"), lastSlash.map({ colon > $0 }) ?? true {
      tag = String(rest[rest.index(after: colon)...])
      rest = rest[..<colon]
    }
    if let slash = rest.firstIndex(of: "/") {
      let host = rest[..<slash]
      if host.contains(".") || host.contains(":") || host == "localhost" {
        registry = String(host)
        rest = rest[rest.index(after: slash)...]
      }
    }
    repository = String(rest)
  }

  /// The last part of the repository, such as `postgres`.
  package var name: String { repository.split(separator: "/").last.map(String.init) ?? repository }
}
