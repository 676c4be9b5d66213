import Compose
import Findings

extension Rule {
  static let composeLegacyLink = Rule(
    id: "compose-legacy-link",
    summary: "A service uses `links`.",
    why: """
      `links` is a legacy feature. Services on one network find each other by name anyway, and links do not \
      isolate anything.
      """,
    fix: "Remove `links`; use `depends_on` for the start order, and `networks.*.aliases` for an alias.",
    severity: .note, confidence: .certain,
    references: [
      .page(title: "Docker: legacy container links", url: "https://docs.docker.com/engine/network/links/")
    ],
    triggering: [
      .compose(
        "a link",
        """
        services:
          app:
            image: app:1
            ▶links: [db]
          db:
            image: db:1
        """)
    ],
    silent: [
      .compose(
        "a dependency",
        """
        services:
          app:
            image: app:1
            depends_on: [db]
          db:
            image: db:1
        """)
    ],
    check: .service { service, _, _ in
      let links = service.section.texts("links")
      guard !links.isEmpty else { return [] }
      let names = links.map(\.value).joined(separator: ", ")
      return [
        Match(
          .compose(key: service.section.key(of: "links")), "Service \(service.name) uses links to \(names).")
      ]
    })
}
