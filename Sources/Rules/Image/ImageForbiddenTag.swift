import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenTag = Rule(
    id: "image-forbidden-tag",
    summary: "The image has a tag that the policy forbids or does not allow.",
    why: """
      People and pipelines choose what runs by its tag. An image with an unplanned tag gets deployed by \
      accident, or escapes the clean-up.
      """,
    fix: """
      Tag the image as the policy requires, for example docker tag app:latest app:1.4.2, and save it under \
      that name only.
      """,
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a forbidden tag",
        """
        policy: image: {forbidden-tags: [latest]}
        ▶ image: app:latest
        image: app:1.0
        """),
      .image(
        "a tag that is not allowed",
        """
        policy: image: {allowed-tags: ["v*", staging]}
        ▶ image: app:final
        """),
    ],
    silent: [
      .image(
        "allowed tags",
        """
        policy: image: {allowed-tags: ["v*", staging], forbidden-tags: [v0.*]}
        image: app:v1.4.2
        image: app:staging
        """)
    ],
    check: .image { image, policy in TraitRequirements(.tag, image, policy).forbidden })
}
