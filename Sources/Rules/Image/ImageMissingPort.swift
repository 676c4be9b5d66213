import Findings
import Images
import Policies

extension Rule {
  static let imageMissingPort = Rule(
    id: "image-missing-port",
    summary: "The image does not expose a port that the policy asks for.",
    why: """
      Tools that connect containers look at what an image exposes; one that exposes another port than \
      its service uses is wired wrongly.
      """,
    fix: "Add the port to the Dockerfile: EXPOSE 8000.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "no such port",
        """
        policy: image: {required-ports: [8000]}
        ▶ image: app:1.0
        ExposedPorts: 8001/tcp
        """)
    ],
    silent: [
      .image(
        "the port",
        """
        policy: image: {required-ports: [8000, 53/udp]}
        ExposedPorts: 8000/tcp
        ExposedPorts: 53/udp
        """)
    ],
    needs: [.config],
    check: .image { image, policy in TraitDemands(.port, image, policy).missing })
}
