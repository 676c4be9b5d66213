import Findings
import Images
import Policies

extension Rule {
  static let imageMissingTag = Rule(
    id: "image-missing-tag",
    summary: "The image lacks a tag that the policy requires.",
    why: """
      A tag with the commit or the version traces a running container to its source, and lets you roll back to \
      the previous build.
      """,
    fix: """
      Tag the image when you build or save it: docker tag app:latest app:$(git rev-parse --short HEAD). Save \
      it under that name too.
      """,
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a rolling tag in place of a commit",
        """
        policy: image: {required-tags: ["/^[0-9a-f]{7,40}$/"]}
        ▶ image: app:latest
        """)
    ],
    silent: [
      .image(
        "a commit beside the rolling tag",
        """
        policy: image: {required-tags: [latest, "/^[0-9a-f]{7,40}$/"]}
        image: app:latest
        image: app:0f3c2a1
        """)
    ],
    check: .image { image, policy in TraitRequirements(.tag, image, policy).missing })
}
