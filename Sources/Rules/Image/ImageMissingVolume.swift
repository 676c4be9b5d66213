import Findings
import Images
import Policies

extension Rule {
  static let imageMissingVolume = Rule(
    id: "image-missing-volume",
    summary: "The image does not declare a volume that the policy requires.",
    why: """
      Where a service's data must outlive its container, a declared volume keeps it even when nobody mounts \
      one.
      """,
    fix: "Declare the volume in the Dockerfile: VOLUME /var/lib/data.",
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a missing volume",
        """
        policy: image: {required-volumes: [/var/lib/data]}
        ▶ image: app:1.0
        """)
    ],
    silent: [
      .image(
        "the required volume",
        """
        policy: image: {required-volumes: [/var/lib/data]}
        Volumes: /var/lib/data/
        """)
    ],
    needs: [.config],
    check: .image { image, policy in TraitRequirements(.volume, image, policy).missing })
}
