import Compose
import Findings
import Policies

extension Rule {
  static let composeUnlistedTag = Rule(
    id: "compose-unlisted-tag",
    summary: "An image has a tag that the policy does not list.",
    why: """
      A tag says which builds may run: releases, and not a branch or somebody's experiment. A tag outside the \
      agreed form was not released.
      """,
    fix:
      "Use a tag that the policy lists, name the image by its digest, or add the tag to `compose.allowed-tags`.",
    severity: .medium, confidence: .certain,
    references: [.cwe(829), .nist("4.2.2")],
    triggering: [
      .compose(
        "tags outside the lists for all services and for one, and no tag",
        """
        # policy:
        compose:
          allowed-tags:
            - "/^v?[0-9]+[.][0-9]+([.][0-9]+)?$/"
            - {role: data-store, tags: ["16*"]}
        # file: compose.yaml
        services:
          web:
            image: ▶registry.example/web:main
          bare:
            image: ▶registry.example/bare
          db:
            image: ▶postgres:15-alpine
        """)
    ],
    silent: [
      .compose(
        "listed tags, a digest, an image that is built here, and a value known only at run time",
        """
        # policy:
        compose:
          allowed-tags: ["v*", {role: data-store, tags: ["16*"]}]
        # file: compose.yaml
        services:
          web:
            image: registry.example/web:v1.2
          db:
            image: postgres:16-alpine
          pinned:
            image: registry.example/pinned@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          built:
            build: .
            image: team/built:main
          late:
            image: registry.example/late:${TAG}
        """),
      .compose(
        "a service for which no list is",
        """
        # policy:
        compose:
          allowed-tags: [{role: data-store, tags: ["16*"]}]
        # file: compose.yaml
        services:
          web:
            image: registry.example/web:main
        """),
    ],
    check: .service { service, project, policy in
      guard let image = service.image, !image.isUnknown, !service.section.has("build"),
        let allowed = policy.compose.allowedTags(of: service, in: project)
      else { return [] }
      if image.value.tag == nil, image.value.digest != nil { return [] }
      let tag = image.value.tag ?? "latest"
      if allowed.contains(where: { $0.matches(tag) }) { return [] }
      return [
        Match(
          image.place,
          "Service \(service.name) runs \(image.value) with the tag \(tag), which compose.allowed-tags does not list.",
          subject: image.value.fullName)
      ]
    })
}
