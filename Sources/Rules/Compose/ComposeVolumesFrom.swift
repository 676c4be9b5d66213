import Compose
import Findings

extension Rule {
  static let composeVolumesFrom = Rule(
    id: "compose-volumes-from",
    summary: "A service takes all mounts of another.",
    why: """
      This service also gets what the other one mounts later, for example a socket or a secret, and nothing in \
      its own definition shows it.
      """,
    fix: "Replace `volumes_from` with the volumes that are needed, read-only where possible.",
    severity: .low, confidence: .certain,
    references: [.cwe(668)],
    triggering: [
      .compose(
        "all mounts",
        """
        services:
          app:
            image: app:1
          side:
            image: side:1
            volumes_from:
              - ▶app
        """)
    ],
    silent: [
      .compose(
        "one volume",
        """
        services:
          side:
            image: side:1
            volumes: ["data:/data:ro"]
        volumes:
          data:
        """)
    ],
    check: .service { service, _, _ in
      service.section.texts("volumes_from").map { field in
        Match(
          field.place, "Service \(service.name) takes all mounts of \(field.value) with volumes_from.",
          subject: field.value)
      }
    })
}
