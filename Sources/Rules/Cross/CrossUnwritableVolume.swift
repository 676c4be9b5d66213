import ArchiveIO
import Compose
import Findings
import Images

extension Rule {
  static let crossUnwritableVolume = Rule(
    id: "cross-unwritable-volume",
    summary: "A service runs as an unprivileged user and mounts a volume that only root can write to.",
    why: """
      A new volume takes its owner and mode from the image's directory at that path, and belongs to root if \
      there is no such directory. The program fails with 'permission denied' at its first write.
      """,
    fix:
      "Create the directory for the user in the Dockerfile, before `USER`: `RUN install -d -o 10001 /data`.",
    severity: .medium, confidence: .firm,
    references: [],
    triggering: [
      .cross(
        "a directory that the image does not have, and one that belongs to root",
        """
        # compose: compose.yaml
        services:
          a: {image: "a:1", volumes: [▶"data:/data"]}
          b: {image: "a:1", volumes: [▶"cache:/var/cache/app"]}
        volumes: {data: {}, cache: {}}
        # image: a:1
        User: 1000
        layer: COPY . /
          drwxr-xr-x 0:0 /var/cache/app
        """)
    ],
    silent: [
      .cross(
        "a writable directory, root, a shared volume, a read-only one, and an external one",
        """
        # compose: compose.yaml
        services:
          a: {image: "a:1", volumes: ["data:/data", "temporary:/tmp"]}
          b: {image: "a:1", user: "0", volumes: ["cache:/var/cache/app"]}
          c: {image: "a:1", volumes: ["shared:/shared"]}
          d: {image: "a:1", volumes: ["shared:/shared", "own:/own:ro", "made:/made"]}
        volumes: {data: {}, temporary: {}, cache: {}, shared: {}, own: {}, made: {external: true}}
        # image: a:1
        User: 1000
        layer: COPY . /
          drwxr-xr-x 1000:1000 /data
          drwxrwxrwt 0:0 /tmp
          drwxr-xr-x 0:0 /var/cache/app
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      guard let identity = facts.plainIdentity else { return [] }
      return facts.mounts.all.compactMap { mount in
        guard mount.kind == .volume, !mount.isReadOnly, facts.isNewAndOwn(mount) else { return nil }
        let directory = facts.image.file(
          at: String(decoding: mount.path.bytes, as: UTF8.self), followLast: true)
        if let directory, directory.entry.kind != .directory || identity.canWrite(directory.entry) {
          return nil
        }
        // A directory that no layer names is there all the same, and nothing says whose it is.
        if directory == nil, facts.image.tree.node(at: mount.path.bytes, followLast: true) != nil {
          return nil
        }
        let reason =
          directory.map { "belongs to user \($0.entry.uid) in its image" }
          ?? "does not exist in its image and so belongs to root"
        let related = directory.map {
          [Match.Related(.file(layer: $0.layer, path: $0.path), "the directory")]
        }
        return Match(
          .compose(key: mount.key),
          "Service \(facts.service.name) runs as user \(identity.uid) and mounts a volume at \(mount.path.shown), which \(reason).",
          subject: mount.path.shown,
          fix:
            "Create the directory for the user in the Dockerfile, before `USER`: `RUN install -d -o \(identity.uid) \(mount.path.shown)`.",
          related: related ?? [.init(.config("User"), "the image's user")])
      }
    })
}

extension CrossFacts {
  /// Whether a volume starts with what this image has there: made by this project, plain, and of this service alone.
  fileprivate func isNewAndOwn(_ mount: MountedPaths.Mounted) -> Bool {
    guard let source = mount.source else { return true }
    guard let volume = project.volume(source), !volume.isExternal, !volume.section.has("driver"),
      !volume.section.has("driver_opts")
    else { return false }
    return !project.services.contains { other in
      other.name != service.name && other.mounts.contains { $0.kind == .volume && $0.source == source }
    }
  }
}
