import Findings
import Images

extension Rule {
  static let imageNoHealthCheck = Rule(
    id: "image-no-health-check",
    summary: "The image has no health check.",
    why: """
      Without a health check, the engine knows only whether the process is alive, not whether it answers: a \
      hung service is not replaced, and others cannot wait until it is ready. Kubernetes uses probes of its \
      own instead.
      """,
    fix: """
      Add a HEALTHCHECK that asks the service, with a program that the image has: HEALTHCHECK CMD \
      ["/app/server", "--check"].
      """,
    severity: .low, confidence: .certain,
    references: [.cis("4.6")],
    triggering: [
      .image(
        "a service without a health check",
        """
        ▶ image: app:1.0
        Entrypoint: ["/server"]
        """),
      .image(
        "a health check that the image format dropped",
        """
        ▶ image: app:1.0
        Entrypoint: ["/server"]
        history: /bin/sh -c #(nop) HEALTHCHECK CMD /server --check
        """),
    ],
    silent: [
      .image(
        "a service with a health check",
        """
        Entrypoint: ["/server"]
        Healthcheck: ["CMD", "/server", "--check"]
        """),
      .image("an image that starts nothing", "Env: A=b"),
      .image(
        "a health check that is turned off, which another rule reports",
        """
        Entrypoint: ["/server"]
        Healthcheck: ["NONE"]
        """),
    ],
    check: .image { image, _ in
      guard image.hasConfig, image.mainCommand != nil else { return [] }
      guard image.config.execution.healthCheck?.test.isEmpty ?? true else { return [] }
      let wasWritten = image.history.steps.contains { $0.keyword == "HEALTHCHECK" && $0.arguments != "NONE" }
      var match = Match(.image, "HEALTHCHECK is not set in the image.")
      if wasWritten {
        match = Match(
          .image, "The Dockerfile has a HEALTHCHECK, but the image does not: the OCI format cannot store it.",
          fix: "Build in Docker's format: buildah build --format docker, or podman build --format docker.")
      }
      match.facts = [Fact(.healthCheck)]
      return [match]
    })
}
