import Compose
import Findings

extension Rule {
  static let composeLegacyLink = Rule(
    id: "compose-legacy-link",
    summary: "A service uses links.",
    why:
      "Links are a legacy feature: services of one network find each other by name, and links separate nothing.",
    fix:
      "Remove `links`; where an order is meant, use `depends_on`; where an alias is meant, `networks.*.aliases`.",
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
        Match(.compose(key: service.section.key(of: "links")), "Service \(service.name) links \(names).")
      ]
    })
}
