import Compose
import Findings

extension Rule {
  static let composeHostPath = Rule(
    id: "compose-host-path",
    summary: "A service mounts a sensitive path of the host.",
    why: """
      Through such a path a container reads the host's secrets or, when it may write, changes what the host \
      runs. How bad it is depends on how much of the host the path holds and on whether it may write.
      """,
    fix: "Mount the one file or directory that is needed, and add `:ro` unless it must be written.",
    severity: .high, confidence: .certain,
    references: [.cis("5.6"), .cwe(668), .nist("4.5.5")],
    triggering: [
      .compose(
        "the host by depth and access",
        """
        services:
          a:
            image: a:1
            volumes:
              - ▶/:/host:ro
              - ▶/etc:/etc
              - ▶~/.ssh:/keys:ro
              - ▶/var/lib/docker/:/docker:ro
          b:
            image: b:1
            volumes: [▶"root:/data"]
        volumes:
          root:
            driver_opts: {type: none, o: bind, device: /root}
        """)
    ],
    silent: [
      .compose(
        "paths that give nothing away",
        """
        services:
          a:
            image: a:1
            volumes:
              - /etc/localtime:/etc/localtime:ro
              - /etc/ssl/certs:/etc/ssl/certs:ro
              - /srv2/data:/data
              - /homework:/homework
              - /var/lib/data
              - ./etc:/etc/app
              - /etc/nginx/conf.d:/etc/nginx/conf.d:ro
        """)
    ],
    check: .service { service, project, _ in
      HostPath.all(of: service, in: project).compactMap { path in
        guard path.engineAccess == nil, let (severity, reason) = path.sensitivity else { return nil }
        let access = path.isReadOnly ? "can read" : "can change"
        return Match(
          path.place, "Service \(service.name) mounts \(path.path) and \(access) \(reason).",
          subject: path.path,
          severity: severity, related: path.related)
      }
    })
}
