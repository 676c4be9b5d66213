import Findings
import Images
import Policies

extension Rule {
  static let imageMissingLabel = Rule(
    id: "image-missing-label",
    summary: "The image lacks a label that the policy asks for, or has another value there.",
    why: """
      Labels say where an image comes from, who answers for it and which source it was built from. An \
      organisation that counts on them has to be able to count on all images.
      """,
    fix: """
      Add the label in the Dockerfile or in the build: LABEL NAME="value", docker build --label \
      NAME=value.
      """,
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a label that the policy asks for and another one is there",
        """
        policy: image: {required-labels: [org.opencontainers.image.source]}
        ▶ image: app:1.0
        Labels: org.opencontainers.image.title=app
        """),
      .image(
        "an empty label",
        """
        policy: image: {required-labels: [org.opencontainers.image.source]}
        ▶ image: app:1.0
        Labels: org.opencontainers.image.source=
        """),
      .image(
        "a label with another value",
        """
        policy: image:
        policy:   required-labels:
        policy:     org.opencontainers.image.source: https://example.com/**
        policy:     org.opencontainers.image.revision: /^[0-9a-f]{40}$/
        ▶ Labels: org.opencontainers.image.source=https://example.org/app
        ▶ Labels: org.opencontainers.image.revision=main
        """),
    ],
    silent: [
      .image(
        "the labels, with such values",
        """
        policy: image:
        policy:   required-labels:
        policy:     org.opencontainers.image.source: https://example.com/**
        policy:     org.opencontainers.image.revision: /^[0-9a-f]{7,40}$/
        Labels: org.opencontainers.image.source=https://example.com/team/app
        Labels: org.opencontainers.image.revision=0f3c2a1
        """),
      .image(
        "a policy that asks for none",
        """
        image: app:1.0
        """),
    ],
    needs: [.config],
    check: .image { image, policy in TraitDemands(.label, image, policy).missing })
}
