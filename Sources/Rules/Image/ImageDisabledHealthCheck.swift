import Findings
import Images

extension Rule {
  static let imageDisabledHealthCheck = Rule(
    id: "image-disabled-health-check",
    summary: "The image switches its health check off.",
    why: """
      HEALTHCHECK NONE takes away the check of the base image. Then the engine knows only whether the process \
      lives, not whether it answers.
      """,
    fix: "Write a HEALTHCHECK that fits the service, or take HEALTHCHECK NONE out.",
    severity: .low, confidence: .certain,
    references: [.cis("4.6")],
    triggering: [
      .image("switched off", "▶ Healthcheck: [\"NONE\"]")
    ],
    silent: [
      .image("a check", "Healthcheck: [\"CMD\", \"/server\", \"--check\"]"),
      .image("none at all, which is another rule's", "Entrypoint: [\"/server\"]"),
    ],
    check: .image { image, _ in
      guard image.config.execution.healthCheck?.isDisabled == true else { return [] }
      return [Match(.config("Healthcheck"), "The health check is switched off with NONE.")]
    })
}
