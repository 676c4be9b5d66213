import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenPort = Rule(
    id: "image-forbidden-port",
    summary: "The image exposes a port that the policy forbids or does not allow.",
    why: """
      docker run -P publishes each exposed port on every address, and people take an exposed port for \
      one that is meant to be reached.
      """,
    fix: "Take the EXPOSE out of the Dockerfile, or of the base image by choosing another one.",
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a port that is forbidden",
        """
        policy: image: {forbidden-ports: [9222]}
        ▶ ExposedPorts: 9222/tcp
        ExposedPorts: 8000/tcp
        """),
      .image(
        "a port that is none of those that are allowed",
        """
        policy: image: {allowed-ports: [8000]}
        ExposedPorts: 8000/tcp
        ▶ ExposedPorts: 8000/udp
        """),
    ],
    silent: [
      .image(
        "ports that are allowed",
        """
        policy: image: {allowed-ports: [8000, 8443], forbidden-ports: [22]}
        ExposedPorts: 8000/tcp
        """)
    ],
    check: .image { image, policy in TraitDemands(.port, image, policy).forbidden })
}
