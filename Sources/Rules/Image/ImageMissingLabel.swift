import Findings
import Images
import Policies

extension Rule {
  static let imageMissingLabel = Rule(
    id: "image-missing-label",
    summary: "The image lacks a label that the policy asks for.",
    why: """
      Labels say where an image comes from, who answers for it and which source it was built from. An \
      organisation that counts on them has to be able to count on all images.
      """,
    fix:
      "Add the label in the Dockerfile or in the build: LABEL NAME=\"value\", docker build --label NAME=value.",
    severity: .low, confidence: .certain,
    references: [],
    examples: [
      .image(
        "a label that the policy asks for and another one is there",
        """
        policy: requiredLabels org.opencontainers.image.source
        ▶ image: app:1.0
        Labels: org.opencontainers.image.title=app
        """),
      .image(
        "an empty label",
        """
        policy: requiredLabels org.opencontainers.image.source
        ▶ image: app:1.0
        Labels: org.opencontainers.image.source=
        """),
      .image(
        "the label",
        """
        policy: requiredLabels org.opencontainers.image.source
        Labels: org.opencontainers.image.source=https://example.com/app
        """),
      .image("a policy that asks for none", "image: app:1.0"),
    ],
    check: .image { image, policy in
      policy.image.requiredLabels.filter { image.config.execution.labels[$0]?.isEmpty ?? true }.map { name in
        let isEmpty = image.config.execution.labels[name] != nil
        return Match(.image, "The label '\(name)' is \(isEmpty ? "empty" : "missing").", subject: name)
      }
    })
}
