import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenVariable = Rule(
    id: "image-forbidden-variable",
    summary: "The image sets an environment variable that the policy forbids.",
    why: """
      A variable in the image is read by everyone who has the image, and holds in every environment \
      where nobody sets it again.
      """,
    fix: """
      Take the ENV out of the Dockerfile and set the variable where the container is started.
      """,
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a variable that belongs to one environment",
        """
        policy: image: {forbidden-environment: [DJANGO_DEBUG, "*_PASSWORD"]}
        ▶ Env: DJANGO_DEBUG=0
        Env: PATH=/usr/bin
        """)
    ],
    silent: [
      .image(
        "other variables",
        """
        policy: image: {forbidden-environment: [DJANGO_DEBUG, "*_PASSWORD"]}
        Env: PATH=/usr/bin
        """)
    ],
    check: .image { image, policy in TraitDemands(.variable, image, policy).forbidden })
}
