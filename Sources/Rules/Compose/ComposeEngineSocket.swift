import Compose
import Findings

extension Rule {
  static let composeEngineSocket = Rule(
    id: "compose-engine-socket",
    summary: "A service can control the container engine.",
    why: """
      Whoever controls the engine can start a privileged container and take over the host. A read-only mount \
      does not help: it protects the socket's file, not the requests sent through it.
      """,
    fix: """
      Remove the mount or `use_api_socket`; if a program must see containers, put a filtering socket proxy on \
      an internal network in between.
      """,
    severity: .high, confidence: .certain,
    references: [.cis("5.32"), .cwe(250), .nist("4.4.3")],
    triggering: [
      .compose(
        "every way to get the socket",
        """
        services:
          a:
            image: a:1
            volumes:
              - ▶/var/run/docker.sock:/var/run/docker.sock:ro
          b:
            image: b:1
            volumes:
              - ▶type: bind
                source: /run/containerd/containerd.sock
                target: /sock
          c:
            image: c:1
            volumes: [▶"${SOCK:-/run/user/1000/podman/podman.sock}:/sock"]
          d:
            image: d:1
            use_api_socket: ▶true
          e:
            image: e:1
            volumes: [▶"/var/run:/host/run", ▶"/run/user/1000/podman:/podman", ▶"/var/lib/incus/unix.socket:/incus"]
          f:
            image: f:1
            volumes: [▶"engine:/sock"]
        volumes:
          engine:
            driver_opts: {type: none, o: bind, device: /var/run/docker.sock}
        """)
    ],
    silent: [
      .compose(
        "sockets of other programs, and a similar path in the container",
        """
        services:
          a:
            image: a:1
            volumes:
              - /run/mysqld/mysqld.sock:/run/mysqld/mysqld.sock
              - data:/var/run/docker.sock.d
        volumes:
          data:
        """)
    ],
    check: .compose { project, _ in
      let found = project.services.flatMap { service in
        EngineAccess.all(of: service, in: project).map { (service: service, access: $0) }
      }
      // In most projects no service has one.
      guard !found.isEmpty else { return [] }
      let paths = project.graph.pathsFromOutside
      return found.map { service, access in
        Match(
          access.place, access.message(for: service, path: paths[service.name]),
          severity: access.severity(for: service, path: paths[service.name]), related: access.related)
      }
    })
}

/// One way in which a service reaches the engine.
private struct EngineAccess {
  let place: SymbolicLocation
  let what: String
  let related: [Match.Related]

  static func all(of service: Service, in project: Project) -> [EngineAccess] {
    var all: [EngineAccess] = []
    for path in HostPath.all(of: service, in: project) {
      switch path.engineAccess {
      case nil: continue
      case .socket:
        all.append(EngineAccess(place: path.place, what: "mounts \(path.path)", related: path.related))
      case .directory:
        let what = "mounts \(path.path), which holds the engine's socket,"
        all.append(EngineAccess(place: path.place, what: what, related: path.related))
      }
    }
    if let field = service.section.boolean("use_api_socket"), field.value {
      let what = "requests the engine's socket and the registry credentials"
      all.append(EngineAccess(place: field.place, what: what, related: []))
    }
    return all
  }

  /// A proxy for sockets is there to hold one.
  private static func isSocketProxy(_ service: Service) -> Bool {
    let name = service.image?.value.repository.lowercased() ?? ""
    return name.hasText("socket-proxy") || name.hasText("socketproxy")
  }

  func severity(for service: Service, path: [String]?) -> Severity? {
    if Self.isSocketProxy(service) { return path?.count == 1 ? .critical : .low }
    return path?.count == 1 ? .critical : nil
  }

  func message(for service: Service, path: [String]?) -> String {
    let start =
      "Service \(service.name) \(what) and so controls the engine, which amounts to root on the host."
    guard let path else { return start }
    if path.count == 1 { return start + " It can be reached directly from outside." }
    return start + " It can be reached from outside through \(path.dropLast().joined(separator: ", "))."
  }
}
