import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenLabel = Rule(
    id: "image-forbidden-label",
    summary: "The image has a label that the policy forbids.",
    why: """
      Anyone who can pull the image can read its labels, and tools act on them: a label may route \
      traffic, switch a scanner off or name an internal host.
      """,
    fix: """
      Take the LABEL out of the Dockerfile or the build, or set it where the container is started.
      """,
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a label that another tool acts on",
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
    check: .image { image, policy in TraitDemands(.label, image, policy).forbidden })
}
