import Findings

extension ImageReference {
  /// Whether it is an official image of Docker Hub, from there or from a public mirror of it.
  var isOfficial: Bool {
    switch registry {
    case nil, "docker.io", "index.docker.io", "registry-1.docker.io":
      !repository.contains("/") || repository == "library/" + shortName
    case "mirror.gcr.io": repository == "library/" + shortName
    case "public.ecr.aws": repository == "docker/library/" + shortName
    default: false
    }
  }
}
