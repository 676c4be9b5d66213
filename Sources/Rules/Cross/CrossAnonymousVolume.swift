import Compose
import Findings
import Images

extension Rule {
  static let crossAnonymousVolume = Rule(
    id: "cross-anonymous-volume",
    summary: "An image declares a volume that its service does not mount.",
    why: """
      The engine then creates a volume without a name. Its data is lost when the service is removed and \
      created again, and nobody backs it up. A volume mounted on a parent directory does not help.
      """,
    fix: "Mount a named volume at exactly this path, or a `tmpfs` if the data need not last.",
    severity: .low, confidence: .certain,
    references: [
      .page(title: "Dockerfile: VOLUME", url: "https://docs.docker.com/reference/dockerfile/#volume")
    ],
    triggering: [
      .cross(
        "no mount, and one a directory too high",
        """
        # compose: compose.yaml
        services:
          ▶cache: {image: "cache:1"}
          db:
            image: db:1
            volumes: [▶"data:/var/lib/postgresql"]
        volumes: {data: {}}
        # image: cache:1
        Volumes: /data
        layer: ADD rootfs.tar /
          drwxr-xr-x 0:0 /data
        # image: db:1
        Volumes: /var/lib/postgresql/data
        layer: ADD rootfs.tar /
          drwxr-xr-x 0:0 /var/lib/postgresql/data
        """)
    ],
    silent: [
      .cross(
        "a named volume, a tmpfs, an explicit volume without a name, and a job",
        """
        # compose: compose.yaml
        services:
          a: {image: "cache:1", volumes: ["data:/data/"]}
          b: {image: "cache:1", tmpfs: /data}
          c: {image: "cache:1", volumes: [/data]}
          d: {image: "cache:1", restart: "no"}
        volumes: {data: {}}
        # image: cache:1
        Volumes: /data
        layer: ADD rootfs.tar /
          drwxr-xr-x 0:0 /data
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      guard !facts.service.runsOnce, facts.mounts.isComplete else { return [] }
      return facts.image.config.execution.volumes.sorted().compactMap { volume in
        let path = facts.image.canonical(volume)
        let mount = facts.mounts.over(path)
        guard mount?.path != path else { return nil }
        let above = mount.flatMap { $0.kind == .memory ? nil : $0 }
        let name = facts.service.name
        let message =
          above.map {
            "Service \(name) mounts \($0.path.shown), but its image declares the volume \(path.shown) below it. Data written there goes to a volume without a name."
          } ?? "Service \(name) mounts nothing at \(path.shown), which its image declares as a volume."
        return Match(
          above.map { .compose(key: $0.key) } ?? facts.place, message, subject: path.shown,
          severity: above == nil ? nil : .medium,
          related: [.init(.config("Volumes.\(volume)"), "declared here")])
      }
    })
}
