import Compose
import Findings
import Images

extension Rule {
  static let crossNoHealthCheck = Rule(
    id: "cross-no-health-check",
    summary: "Neither a service nor its image has a health check.",
    why: """
      The engine sees only that a process runs, not that it answers. Services that depend on this one cannot \
      wait until it is ready.
      """,
    fix: """
      Add a `healthcheck` to the service or a HEALTHCHECK to the Dockerfile, with a program that is in the \
      image.
      """,
    severity: .low, confidence: .certain,
    references: [.cis("4.6"), .cis("5.27")],
    triggering: [
      .cross(
        "no check on either side, and settings for a missing check",
        """
        # compose: compose.yaml
        services:
          ▶a: {image: "a:1"}
          b:
            image: a:1
            ▶healthcheck: {interval: 5s}
        # image: a:1
        Cmd: ["/server"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """)
    ],
    silent: [
      .cross(
        "a check on either side, one that the compose file switches off, and a job",
        """
        # compose: compose.yaml
        services:
          a: {image: "a:1", healthcheck: {test: [CMD, /server, check]}}
          b: {image: "b:1"}
          c: {image: "a:1", healthcheck: {disable: true}}
          d: {image: "a:1", restart: "no"}
        # image: a:1
        Cmd: ["/server"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        # image: b:1
        Cmd: ["/server"]
        Healthcheck: ["CMD", "/server", "check"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /server 10
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      let service = facts.service
      guard !service.runsOnce, facts.image.config.execution.healthCheck?.test.isEmpty ?? true else {
        return []
      }
      var place = facts.place
      if let check = service.healthCheck {
        guard check.test == .ofImage else { return [] }
        place = .compose(key: check.key)
      }
      let wasWritten = facts.image.history.steps.contains {
        $0.keyword == "HEALTHCHECK" && $0.arguments != "NONE"
      }
      let dropped = " Its Dockerfile has one, but the OCI format cannot store it."
      var match = Match(
        place,
        "Neither service \(service.name) nor its image has a health check.\(wasWritten ? dropped : "")",
        fix: wasWritten ? "Build in Docker's format, or define the `healthcheck` in the compose file." : nil,
        related: [.init(.image, "the service's image")])
      match.facts = [Fact(.healthCheck), Fact(.healthCheck, .compose(key: service.key))]
      match.overrides = ["image-no-health-check", "compose-no-health-check"]
      return [match]
    })
}
