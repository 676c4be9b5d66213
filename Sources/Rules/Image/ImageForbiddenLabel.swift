import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenLabel = Rule(
    id: "image-forbidden-label",
    summary: "The image has a label that the policy forbids.",
    why: """
      Anyone who can pull the image can read its labels, and tools act on them: a label may route traffic, \
      turn a scanner off or name an internal host.
      """,
    fix: "Remove the LABEL line from the Dockerfile, or set the label when you start the container.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a label that a proxy acts on",
        """
        policy: image: {forbidden-labels: ["traefik.*"]}
        ▶ Labels: traefik.enable=true
        """)
    ],
    silent: [
      .image(
        "another label",
        """
        policy: image: {forbidden-labels: ["traefik.*"]}
        Labels: org.opencontainers.image.title=app
        """)
    ],
    check: .image { image, policy in TraitRequirements(.label, image, policy).forbidden })
}
