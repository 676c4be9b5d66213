import Findings
import Images
import Policies

extension Rule {
  static let imageMissingVolume = Rule(
    id: "image-missing-volume",
    summary: "The image does not declare a volume that the policy asks for.",
    why: """
      Where the data of a service has to survive its container, a declared volume is what keeps it when \
      nobody mounts one.
      """,
    fix: "Declare it in the Dockerfile: VOLUME /var/lib/data.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "no such volume",
        """
        policy: image: {required-volumes: [/var/lib/data]}
        ▶ image: app:1.0
        """)
    ],
    silent: [
      .image(
        "the volume",
        """
        policy: image: {required-volumes: [/var/lib/data]}
        Volumes: /var/lib/data/
        """)
    ],
    needs: [.config],
    check: .image { image, policy in TraitDemands(.volume, image, policy).missing })
}
