import Findings
import Images
import Policies

extension Rule {
  static let imageMissingPort = Rule(
    id: "image-missing-port",
    summary: "The image does not expose a port that the policy requires.",
    why: """
      Tools that connect containers read the exposed ports. If an image exposes a different port from the one \
      its service uses, they connect to the wrong one.
      """,
    fix: "Expose the port in the Dockerfile: EXPOSE 8000.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "another port",
        """
        policy: image: {required-ports: [8000]}
        ▶ image: app:1.0
        ExposedPorts: 8001/tcp
        """)
    ],
    silent: [
      .image(
        "the required ports",
        """
        policy: image: {required-ports: [8000, 53/udp]}
        ExposedPorts: 8000/tcp
        ExposedPorts: 53/udp
        """)
    ],
    needs: [.config],
    check: .image { image, policy in TraitRequirements(.port, image, policy).missing })
}
