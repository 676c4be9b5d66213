import Compose

/// The name of a repository in one form: `nginx`, `library/nginx` and `docker.io/library/nginx` are the same, and
/// so are `app` and `localhost/app`, as podman calls what it builds.
struct RepositoryName: Hashable {
  let text: String

  init(_ reference: Compose.ImageReference) {
    let hub: Set<String> = ["docker.io", "index.docker.io", "registry-1.docker.io", "localhost"]
    let registry = reference.registry.flatMap { hub.contains($0) ? nil : $0 }
    var repository = reference.repository[...]
    if registry == nil, repository.hasPrefix("library/") {
      repository = repository.dropFirst("library/".count)
    }
    text = (registry.map { $0 + "/" } ?? "") + repository
  }

  /// Whether this name ends in a part of a name whose beginning only the run time knows.
  func ends(in part: String) -> Bool {
    let part = part.drop { $0 == "/" }
    return !part.isEmpty && (text == part || text.hasSuffix("/" + part))
  }
}
