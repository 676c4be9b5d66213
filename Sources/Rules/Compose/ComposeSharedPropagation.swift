import Compose
import Findings

extension Rule {
  static let composeSharedPropagation = Rule(
    id: "compose-shared-propagation",
    summary: "What a service mounts appears on the host.",
    why: """
      With `shared` or `rshared` a mount made in the container shows on the host and in other containers, so the \
      container decides what the host sees there.
      """,
    fix: "Use `rslave` to see the host's mounts, or remove the option.",
    severity: .medium, confidence: .certain,
    references: [.cis("5.20"), .cwe(668)],
    triggering: [
      .compose(
        "short and long",
        """
        services:
          a:
            image: a:1
            volumes:
              - ▶/mnt/data:/data:rshared
              - type: bind
                source: /mnt/more
                target: /more
                bind:
                  propagation: ▶shared
        """)
    ],
    silent: [
      .compose(
        "only from the host inwards",
        """
        services:
          a:
            image: a:1
            volumes: ["/mnt/data:/data:rslave", "/mnt/more:/more:ro"]
        """)
    ],
    check: .service { service, _, _ in
      service.mounts.compactMap { mount in
        guard let propagation = mount.propagation, ["shared", "rshared"].contains(propagation) else {
          return nil
        }
        return Match(
          .compose(key: mount.section.key(of: "bind", "propagation")),
          "Mounts that service \(service.name) makes below \(mount.target) appear on the host.")
      }
    })
}
