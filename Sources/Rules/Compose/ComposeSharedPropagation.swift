import Compose
import Findings

extension Rule {
  static let composeSharedPropagation = Rule(
    id: "compose-shared-propagation",
    summary: "Mounts that a service makes appear on the host.",
    why: """
      With `shared` or `rshared` propagation a mount made in the container appears on the host and in other \
      containers, so the container decides what the host sees there.
      """,
    fix: "Remove the propagation option, or use `rslave` if the service must see the host's mounts.",
    severity: .medium, confidence: .certain,
    references: [.cis("5.20"), .cwe(668)],
    triggering: [
      .compose(
        "the short and the long form",
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
          b:
            image: b:1
            volumes: ["data:/data"]
        volumes:
          data:
            driver_opts: {type: none, device: /mnt/data, o: ▶"bind,rshared"}
        """)
    ],
    silent: [
      .compose(
        "mounts that propagate only into the container",
        """
        services:
          a:
            image: a:1
            volumes: ["/mnt/data:/data:rslave", "/mnt/more:/more:ro"]
        """)
    ],
    check: .service { service, project, _ in
      service.mounts.compactMap { mount in
        if mount.kind == .volume, let options = mount.source.flatMap({ project.volume($0)?.sharedOptions }) {
          return Match(
            options.place,
            "Mounts that service \(service.name) makes below \(mount.target) appear on the host.",
            subject: service.name)
        }
        guard let propagation = mount.propagation, ["shared", "rshared"].contains(propagation) else {
          return nil
        }
        return Match(
          .compose(key: mount.section.key(of: "bind", "propagation")),
          "Mounts that service \(service.name) makes below \(mount.target) appear on the host.")
      }
    })
}

extension Volume {
  /// The options of a volume that is a bind mount, where they share mounts with the host.
  fileprivate var sharedOptions: Field<String>? {
    guard boundPath != nil, let options = section.text("driver_opts", "o") else { return nil }
    return options.value.split(separator: ",").contains { $0 == "shared" || $0 == "rshared" } ? options : nil
  }
}
