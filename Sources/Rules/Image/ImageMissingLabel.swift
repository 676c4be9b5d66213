import Findings
import Images
import Policies

extension Rule {
  static let imageMissingLabel = Rule(
    id: "image-missing-label",
    summary: "A label that the policy requires is missing or has another value.",
    why: """
      Labels record where an image comes from, who maintains it and which source it was built from. An \
      organisation that relies on a label needs it on every image.
      """,
    fix: """
      Set the label in the Dockerfile, LABEL NAME="value", or in the build, docker build --label NAME=value.
      """,
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "another label in place of the required one",
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
        "the required labels with matching values",
        """
        policy: image:
        policy:   required-labels:
        policy:     org.opencontainers.image.source: https://example.com/**
        policy:     org.opencontainers.image.revision: /^[0-9a-f]{7,40}$/
        Labels: org.opencontainers.image.source=https://example.com/team/app
        Labels: org.opencontainers.image.revision=0f3c2a1
        """),
      .image(
        "a policy that requires no label",
        """
        image: app:1.0
        """),
    ],
    needs: [.config],
    check: .image { image, policy in
      policy.image.requirements.isEmpty ? [] : TraitRequirements(.label, image, policy).missing
    })
}
