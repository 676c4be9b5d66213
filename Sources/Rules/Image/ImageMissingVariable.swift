import Findings
import Images
import Policies

extension Rule {
  static let imageMissingVariable = Rule(
    id: "image-missing-variable",
    summary: "An environment variable that the policy requires is missing or has another value.",
    why: """
      The image's variables are the defaults of every container: the mode a framework runs in, or where it \
      finds its certificates.
      """,
    fix: "Set the variable in the Dockerfile: ENV NODE_ENV=production.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a missing variable",
        """
        policy: image: {required-environment: [NODE_ENV]}
        ▶ image: app:1.0
        """),
      .image(
        "another value",
        """
        policy: image: {required-environment: {NODE_ENV: production}}
        ▶ Env: NODE_ENV=development
        """),
    ],
    silent: [
      .image(
        "the required values",
        """
        policy: image: {required-environment: {NODE_ENV: production, NODE_VERSION: "/^2[024]/"}}
        Env: NODE_ENV=production
        Env: NODE_VERSION=22.14.0
        """)
    ],
    needs: [.config],
    check: .image { image, policy in
      policy.image.requirements.isEmpty ? [] : TraitRequirements(.variable, image, policy).missing
    })
}
