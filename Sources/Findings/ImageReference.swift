/// The name of an image, taken apart as the reference grammar of the OCI Distribution Specification and of Docker does:
/// `[registry/]repository[:tag][@digest]`.
package struct ImageReference: Sendable, Hashable {
  /// The registry's host with its port; nil where the name leaves it to the engine.
  package var registry: String?
  /// The repository without the registry; empty where only a tag is known.
  package var repository: String
  package var tag: String?
  /// The digest with its algorithm, such as `sha256:...`.
  package var digest: String?

  /// Takes a reference as people write it. The tag is what follows the last `:` after the last `/`; the first part is
  /// the registry where it has a `.` or a `:` or is `localhost`.
  package init(_ text: some StringProtocol) {
    var rest = Substring(text)
    if let at = rest.utf8.firstIndex(of: UInt8(ascii: "@")) {
      digest = String(rest[rest.utf8.index(after: at)...])
      rest = rest[..<at]
    }
    let lastSlash = rest.utf8.lastIndex(of: Self.slash)
    if let colon = rest.utf8.lastIndex(of: Self.colon), lastSlash.map({ colon > $0 }) ?? true {
      tag = String(rest[rest.utf8.index(after: colon)...])
      rest = rest[..<colon]
    }
    if let slash = rest.utf8.firstIndex(of: Self.slash) {
      let host = rest[..<slash]
      if host.utf8.contains(UInt8(ascii: ".")) || host.utf8.contains(Self.colon) || host == "localhost" {
        registry = String(host)
        rest = rest[rest.utf8.index(after: slash)...]
      }
    }
    repository = String(rest)
  }

  /// Takes a name that a saved image bears. `org.opencontainers.image.ref.name` of an OCI image layout may be a tag alone
  /// (OCI Image Specification, annotations.md), so a word without `/`, `:` and `@` is a tag here.
  package init(borne text: String) {
    self.init(text)
    guard tag == nil, digest == nil, registry == nil, !repository.utf8.contains(Self.slash) else { return }
    tag = repository
    repository = ""
  }

  private static let slash = UInt8(ascii: "/")
  private static let colon = UInt8(ascii: ":")
}

/// The ways in which the name without tag and digest is written.
extension ImageReference {
  /// As it was written; empty where only a tag is known.
  package var name: String { registry.map { "\($0)/\(repository)" } ?? repository }

  /// The last part of the repository, such as `postgres`.
  package var shortName: String {
    guard repository.utf8.contains(Self.slash) else { return repository }
    return repository.utf8.split(separator: Self.slash).last.map { String(Substring($0)) } ?? repository
  }

  /// The registry and the repository, both always there.
  package var fullName: String {
    guard let registry else {
      return "docker.io/" + (repository.utf8.contains(Self.slash) ? repository : "library/" + repository)
    }
    return "\(registry)/\(repository)"
  }

  /// One form for all ways to name a repository: `nginx`, `library/nginx` and `docker.io/library/nginx` are the same, and
  /// so are `app` and `localhost/app`, as podman calls what it builds.
  package var familiarName: String {
    let registry = registry.flatMap { Self.impliedRegistries.contains($0) ? nil : $0 }
    guard registry == nil, repository.hasPrefix("library/") else {
      return registry.map { "\($0)/\(repository)" } ?? repository
    }
    return String(repository.dropFirst("library/".count))
  }

  private static let impliedRegistries: Set<String> = [
    "docker.io", "index.docker.io", "registry-1.docker.io", "localhost",
  ]

  /// Whether the name ends in a part of a name whose beginning only the run time knows.
  package func ends(in part: String) -> Bool {
    let part = part.drop { $0 == "/" }
    let name = familiarName
    return !part.isEmpty && (name == part || name.hasSuffix("/" + part))
  }

  /// Whether somebody who asks for `wanted` means this: what `wanted` leaves out fits all. A word alone may be the tag.
  package func answers(to wanted: ImageReference) -> Bool {
    let isSameName = !repository.isEmpty && familiarName == wanted.familiarName
    if isSameName, wanted.tag == nil || wanted.tag == tag, wanted.digest == nil || wanted.digest == digest {
      return true
    }
    return wanted.tag == nil && wanted.digest == nil && wanted.registry == nil && tag == wanted.repository
  }
}

extension ImageReference: CustomStringConvertible {
  package var description: String {
    guard !repository.isEmpty else { return tag ?? "" }
    return name + (tag.map { ":" + $0 } ?? "") + (digest.map { "@" + $0 } ?? "")
  }
}

extension [ImageReference] {
  /// The references that names on a saved image make, each once and in order: a tool writes `app:1`,
  /// `docker.io/library/app:1` and `1` for one tag.
  package init(borne names: [String]) {
    self.init()
    for reference in names.map({ ImageReference(borne: $0) }) where !contains(where: { $0.isSame(reference) })
    {
      append(reference)
    }
    let named = self
    removeAll { tag in
      tag.repository.isEmpty && named.contains { !$0.repository.isEmpty && $0.tag == tag.tag }
    }
  }
}

extension ImageReference {
  fileprivate func isSame(_ other: ImageReference) -> Bool {
    (familiarName, tag, digest) == (other.familiarName, other.tag, other.digest)
  }
}
