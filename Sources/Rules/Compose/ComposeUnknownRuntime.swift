import Compose
import Findings

extension Rule {
  static let composeUnknownRuntime = Rule(
    id: "compose-unknown-runtime",
    summary: "A service uses a container runtime that is not widely known.",
    why:
      "The runtime starts the container as root on the host. Its isolation is only as good as that program.",
    fix: "Remove `runtime`, or check that you trust the program.",
    severity: .note, confidence: .tentative,
    references: [.cwe(829)],
    triggering: [
      .compose(
        "a custom runtime",
        """
        services:
          app:
            image: app:1
            runtime: ▶my-runtime
        """)
    ],
    silent: [
      .compose(
        "known runtimes",
        """
        services:
          app:
            image: app:1
            runtime: nvidia
          safe:
            image: app:1
            runtime: runsc
        """)
    ],
    check: .service { service, _, _ in
      let known: Set<String> = [
        "runc", "crun", "runsc", "nvidia", "youki", "sysbox-runc", "kata", "kata-runtime",
        "io.containerd.runc.v2",
        "io.containerd.kata.v2", "io.containerd.runsc.v1", "amd",
      ]
      guard let field = service.section.text("runtime"), !field.isUnknown, !known.contains(field.value) else {
        return []
      }
      return [
        Match(
          field.place, "Service \(service.name) uses the runtime \(field.value), which is not widely known.")
      ]
    })
}
