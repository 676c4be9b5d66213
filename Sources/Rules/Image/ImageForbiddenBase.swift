import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenBase = Rule(
    id: "image-forbidden-base",
    summary: """
      The image is built on an image that the policy forbids or does not allow, or does not say on \
      which.
      """,
    why: """
      All that is in the base image is in this one. Only a base that somebody looks after gets its \
      mends.
      """,
    fix: """
      Build on an image that the policy names, and let the build record it: the annotation or label \
      org.opencontainers.image.base.name.
      """,
    severity: .high, confidence: .firm,
    references: [.cis("4.2"), .nist("4.1.5")],
    triggering: [
      .image(
        "a base that is forbidden",
        """
        policy: image: {forbidden-base-images: ["alpine:3.1?"]}
        ▶ image: app:1.0
        Labels: org.opencontainers.image.base.name=docker.io/library/alpine:3.12
        """),
      .image(
        "a base that is not known",
        """
        policy: image: {base-images: ["registry.example.com/base/*"]}
        ▶ image: app:1.0
        """),
    ],
    silent: [
      .image(
        "a base that is allowed",
        """
        policy: image: {base-images: ["registry.example.com/base/*"], forbidden-base-images: [alpine]}
        Labels: org.opencontainers.image.base.name=registry.example.com/base/python:3.13
        """)
    ],
    check: .image { image, policy in TraitDemands(.base, image, policy).forbidden })
}
