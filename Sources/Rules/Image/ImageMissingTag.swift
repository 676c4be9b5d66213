import Findings
import Images
import Policies

extension Rule {
  static let imageMissingTag = Rule(
    id: "image-missing-tag",
    summary: "No tag of the image is like the policy asks for.",
    why: """
      A tag that says the commit or version is how a running container is traced to its source, and how \
      one goes back to the build before.
      """,
    fix: """
      Give the image the tag when it is built or saved: docker tag app:latest app:$(git rev-parse \
      --short HEAD), and save it by that name too.
      """,
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "only a rolling tag where a commit is asked for",
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
    check: .image { image, policy in TraitDemands(.tag, image, policy).missing })
}
