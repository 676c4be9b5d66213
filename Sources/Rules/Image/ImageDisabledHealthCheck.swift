import Findings
import Images

extension Rule {
  static let imageDisabledHealthCheck = Rule(
    id: "image-disabled-health-check",
    summary: "The image turns its health check off.",
    why: """
      HEALTHCHECK NONE drops the base image's check. The engine then knows only whether the process is alive, \
      not whether it answers.
      """,
    fix: "Write a HEALTHCHECK that fits the service, or remove HEALTHCHECK NONE.",
    severity: .low, confidence: .certain,
    references: [.cis("4.6")],
    triggering: [
      .image("turned off", "▶ Healthcheck: [\"NONE\"]")
    ],
    silent: [
      .image("a check", "Healthcheck: [\"CMD\", \"/server\", \"--check\"]"),
      .image("no health check, which another rule reports", "Entrypoint: [\"/server\"]"),
    ],
    check: .image { image, _ in
      guard image.config.execution.healthCheck?.isDisabled == true else { return [] }
      return [Match(.config("Healthcheck"), "HEALTHCHECK NONE turns the health check off.")]
    })
}
