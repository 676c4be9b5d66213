import Findings
import Images
import Policies

extension Rule {
  static let imageForbiddenVolume = Rule(
    id: "image-forbidden-volume",
    summary: "The image declares a volume that the policy forbids or does not allow.",
    why: """
      A declared volume becomes a writable directory of each container, also where the root file system \
      is read-only, and fills the host's disk unseen.
      """,
    fix: """
      Take the VOLUME out of the Dockerfile and mount what is needed where the container is started.
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
        "a volume that is forbidden",
        """
        policy: image: {forbidden-volumes: ["/srv/**"]}
        ▶ Volumes: /srv/app/static
        """),
    ],
    silent: [
      .image(
        "a volume that is allowed",
        """
        policy: image: {allowed-volumes: [/data], forbidden-volumes: ["/srv/**"]}
        Volumes: /data
        """)
    ],
    check: .image { image, policy in TraitDemands(.volume, image, policy).forbidden })
}
