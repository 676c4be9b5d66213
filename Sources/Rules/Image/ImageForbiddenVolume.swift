import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenVolume = Rule(
    id: "image-forbidden-volume",
    summary: "The image declares a volume that the policy forbids or does not allow.",
    why: """
      A declared volume becomes a writable directory of each container, even where the root file system is \
      read-only, and fills the host's disk unnoticed.
      """,
    fix: """
      Remove the VOLUME line from the Dockerfile, and mount what the service needs when you start the \
      container.
      """,
    severity: .medium, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a volume where none is allowed",
        """
        policy: image: {allowed-volumes: []}
        ▶ Volumes: /data
        """),
      .image(
        "a forbidden volume",
        """
        policy: image: {forbidden-volumes: ["/srv/**"]}
        ▶ Volumes: /srv/app/static
        """),
    ],
    silent: [
      .image(
        "an allowed volume",
        """
        policy: image: {allowed-volumes: [/data], forbidden-volumes: ["/srv/**"]}
        Volumes: /data
        """)
    ],
    check: .image { image, policy in TraitRequirements(.volume, image, policy).forbidden })
}
