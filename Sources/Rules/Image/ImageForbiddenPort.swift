import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenPort = Rule(
    id: "image-forbidden-port",
    summary: "The image exposes a port that the policy forbids or does not allow.",
    why: """
      docker run -P publishes every exposed port on every address, and people assume that an exposed port is \
      meant to be reached.
      """,
    fix: "Remove the EXPOSE line from the Dockerfile, or choose a base image that does not expose the port.",
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a forbidden port",
        """
        policy: image: {forbidden-ports: [9222]}
        ▶ ExposedPorts: 9222/tcp
        ExposedPorts: 8000/tcp
        """),
      .image(
        "a port that is not allowed",
        """
        policy: image: {allowed-ports: [8000]}
        ExposedPorts: 8000/tcp
        ▶ ExposedPorts: 8000/udp
        """),
    ],
    silent: [
      .image(
        "allowed ports",
        """
        policy: image: {allowed-ports: [8000, 8443], forbidden-ports: [22]}
        ExposedPorts: 8000/tcp
        """)
    ],
    check: .image { image, policy in TraitRequirements(.port, image, policy).forbidden })
}
