import Compose
import Findings

extension Rule {
  static let composeHostPath = Rule(
    id: "compose-host-path",
    summary: "A service mounts a sensitive path of the host.",
    why: """
      Through such a path a container reads the host's secrets or, with write access, changes what the host \
      runs. The severity depends on how much of the host the path covers and on whether it is writable.
      """,
    fix: "Mount only the file or directory that is needed, with `:ro` unless the service must write to it.",
    severity: .high, confidence: .certain,
    references: [.cis("5.6"), .cwe(668), .nist("4.5.5")],
    triggering: [
      .compose(
        "sensitive paths, writable and read-only",
        """
        services:
          a:
            image: a:1
            volumes:
              - ▶/:/host:ro
              - ▶/etc:/etc
              - ▶~/.ssh:/keys:ro
              - ▶/var/lib/docker/:/docker:ro
              - ▶/var/run/dbus/system_bus_socket:/bus:ro
              - ▶/run/systemd:/run/systemd
              - ▶/var/lib/kubelet:/kubelet
              - ▶/run/user/1000/bus:/user-bus
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
        "harmless paths",
        """
        services:
          a:
            image: a:1
            volumes:
              - /etc/localtime:/etc/localtime:ro
              - /etc/ssl/certs:/etc/ssl/certs:ro
              - /srv2/data:/data
              - /run/udev:/run/udev:ro
              - /run/user/1000/pulse/native:/pulse
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
