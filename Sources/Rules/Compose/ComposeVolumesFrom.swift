import Compose
import Findings

extension Rule {
  static let composeVolumesFrom = Rule(
    id: "compose-volumes-from",
    summary: "A service takes all mounts of another.",
    why: """
      What the other service mounts later, a socket or a secret, this one gets too, and nobody sees it in this \
      service's part of the file.
      """,
    fix: "Name the volumes that are needed, each with the access that is needed.",
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
          field.place, "Service \(service.name) takes all mounts of \(field.value).", subject: field.value)
      }
    })
}
