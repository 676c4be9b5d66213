import Findings
import Images

extension Rule {
  static let imageNoHealthCheck = Rule(
    id: "image-no-health-check",
    summary: "The image has no health check.",
    why: """
      Without one the engine knows only whether the process lives, not whether it answers, and neither restarts \
      it nor keeps others from waiting for it. Kubernetes has probes of its own and does not look at this one.
      """,
    fix: "Add a HEALTHCHECK that asks the service itself, with a program that the image has.",
    severity: .low, confidence: .certain,
    references: [.cis("4.6")],
    triggering: [
      .image(
        "a service without one",
        """
        ▶ image: app:1.0
        Entrypoint: ["/server"]
        """),
      .image(
        "one that the image format dropped",
        """
        ▶ image: app:1.0
        Entrypoint: ["/server"]
        history: /bin/sh -c #(nop) HEALTHCHECK CMD /server --check
        """),
    ],
    silent: [
      .image(
        "a service with one",
        """
        Entrypoint: ["/server"]
        Healthcheck: ["CMD", "/server", "--check"]
        """),
      .image("an image that starts nothing", "Env: A=b"),
      .image(
        "one that is switched off, which is another rule's",
        """
        Entrypoint: ["/server"]
        Healthcheck: ["NONE"]
        """),
    ],
    check: .image { image, _ in
      guard image.hasConfig, image.mainCommand != nil else { return [] }
      guard image.config.execution.healthCheck?.test.isEmpty ?? true else { return [] }
      let wasWritten = image.history.steps.contains { $0.keyword == "HEALTHCHECK" && $0.arguments != "NONE" }
      var match = Match(.image, "No HEALTHCHECK is set.")
      if wasWritten {
        match = Match(
          .image, "The build has a HEALTHCHECK, but the image does not: the OCI format has no place for it.",
          fix: "Build in Docker's format, such as with buildah's or podman's --format docker.")
      }
      match.facts = [Fact(.healthCheck)]
      return [match]
    })
}
