import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenVariable = Rule(
    id: "image-forbidden-variable",
    summary: "The image sets an environment variable that the policy forbids.",
    why: """
      Anyone who has the image can read its variables, and they apply in every environment that does not \
      override them.
      """,
    fix: "Remove the ENV line from the Dockerfile, and set the variable when you start the container.",
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
    check: .image { image, policy in TraitRequirements(.variable, image, policy).forbidden })
}
