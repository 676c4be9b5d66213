import Compose
import Findings
import Policies

extension Rule {
  static let composeUnlistedRegistry = Rule(
    id: "compose-unlisted-registry",
    summary: "An image comes from a registry or repository that the policy does not list.",
    why: """
      Whoever owns a repository decides what runs here. A short name that resolves to Docker Hub, or a \
      registry that nobody reviewed, is how a look-alike image gets in.
      """,
    fix:
      "Use the image from a listed registry, or review this one and add it to `compose.allowed-registries`.",
    severity: .medium, confidence: .certain,
    references: [.cwe(829), .nist("4.2.1")],
    triggering: [
      .compose(
        "other registries, and short names that resolve to Docker Hub",
        """
        # policy:
        compose:
          allowed-registries: ["registry.example/**", "docker.io/library/*"]
        # file: compose.yaml
        services:
          a:
            image: ▶ghcr.io/team/a:1
          b:
            image: ▶team/b:1
          c:
            image: ▶registry.example.test/team/c:1
        """)
    ],
    silent: [
      .compose(
        "a listed registry, an image that is built here, and a value known only at run time",
        """
        # policy:
        compose:
          allowed-registries: ["registry.example/**", "docker.io/library/*"]
        # file: compose.yaml
        services:
          a:
            image: registry.example/team/deep/a:1
          b:
            image: postgres:16
          c:
            image: docker.io/library/redis:7
          d:
            build: .
            image: team/d:1
          e:
            image: ${REGISTRY}/e:1
        """)
    ],
    check: .service { service, _, policy in
      guard let allowed = policy.compose.allowedRegistries, let image = service.image, !image.isUnknown,
        !service.section.has("build")
      else { return [] }
      let name = image.value.fullName
      if allowed.contains(where: { $0.matches(name) }) { return [] }
      return [
        Match(
          image.place,
          "Service \(service.name) runs \(name), which compose.allowed-registries does not list.",
          subject: name)
      ]
    })
}
