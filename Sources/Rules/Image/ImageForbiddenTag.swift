import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenTag = Rule(
    id: "image-forbidden-tag",
    summary: "The image has a tag that the policy forbids or does not allow.",
    why: """
      Tags are how people and pipelines choose what runs. A tag outside the rules is chosen by accident, \
      or is not found by those who clean up.
      """,
    fix: "Tag the image as the policy says, and save it by that name only.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a tag that is forbidden",
        """
        policy: image: {forbidden-tags: [latest]}
        ▶ image: app:latest
        image: app:1.0
        """),
      .image(
        "a tag that is none of those that are allowed",
        """
        policy: image: {allowed-tags: ["v*", staging]}
        ▶ image: app:final
        """),
    ],
    silent: [
      .image(
        "tags that are allowed",
        """
        policy: image: {allowed-tags: ["v*", staging], forbidden-tags: [v0.*]}
        image: app:v1.4.2
        image: app:staging
        """)
    ],
    check: .image { image, policy in TraitDemands(.tag, image, policy).forbidden })
}
