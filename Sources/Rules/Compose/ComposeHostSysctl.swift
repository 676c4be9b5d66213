import Compose
import Findings

extension Rule {
  static let composeHostSysctl = Rule(
    id: "compose-host-sysctl",
    summary: "A service sets a kernel parameter that belongs to the host.",
    why: """
      Only parameters of the network and IPC namespaces belong to a container. Docker refuses all others, and \
      network parameters too if the service uses the host's network.
      """,
    fix: "Remove the parameter from `sysctls`, and set it on the host if it is needed.",
    severity: .medium, confidence: .certain,
    references: [.cwe(668)],
    triggering: [
      .compose(
        "parameters of the whole host",
        """
        services:
          search:
            image: search:1
            sysctls:
              vm.max_map_count: ▶262144
          proxy:
            image: proxy:1
            network_mode: host
            sysctls:
              - net.core.somaxconn=▶1024
        """)
    ],
    silent: [
      .compose(
        "parameters of the container",
        """
        services:
          app:
            image: app:1
            sysctls:
              net.core.somaxconn: 1024
              kernel.shmmax: 1000000
              fs.mqueue.msg_max: 100
        """)
    ],
    check: .service { service, _, _ in
      service.section.entries("sysctls").compactMap { name, field in
        let isNetwork = name.hasPrefix("net.")
        let isOwn =
          isNetwork || name.hasPrefix("kernel.shm") || name.hasPrefix("kernel.msg") || name == "kernel.sem"
          || name.hasPrefix("fs.mqueue.") || name == "kernel.domainname"
        if isOwn, !(isNetwork && service.networkMode?.value == .host) { return nil }
        return Match(
          field.place,
          "Service \(service.name) sets \(name), which belongs to the host, so it will not start.",
          subject: name)
      }
    })
}
