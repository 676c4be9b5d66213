import Findings
import Images
import Policies

extension Rule {
  static let imageMissingVariable = Rule(
    id: "image-missing-variable",
    summary: """
      The image does not set an environment variable that the policy asks for, or sets it otherwise.
      """,
    why: """
      Variables of the image are the defaults of every container: the mode that a framework runs in, or \
      where it finds its certificates.
      """,
    fix: "Set it in the Dockerfile: ENV NODE_ENV=production.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "not set",
        """
        policy: image: {required-environment: [NODE_ENV]}
        ▶ image: app:1.0
        """),
      .image(
        "set otherwise",
        """
        policy: image: {required-environment: {NODE_ENV: production}}
        ▶ Env: NODE_ENV=development
        """),
    ],
    silent: [
      .image(
        "set as asked",
        """
        policy: image: {required-environment: {NODE_ENV: production, NODE_VERSION: "/^2[024]/"}}
        Env: NODE_ENV=production
        Env: NODE_VERSION=22.14.0
        """)
    ],
    needs: [.config],
    check: .image { image, policy in TraitDemands(.variable, image, policy).missing })
}
