import ArchiveIO
import Compose
import Findings
import Images

extension Rule {
  static let crossUnwritablePath = Rule(
    id: "cross-unwritable-path",
    summary: "A service has a read-only root, but its program writes there.",
    why: """
      The program stops when it cannot write its PID file, socket or cache. Often the read-only root is then \
      given up again. Paths that the image declares as VOLUME stay writable, because the engine creates a \
      volume for them.
      """,
    fix: "Mount a `tmpfs` or a volume at the path.",
    severity: .medium, confidence: .firm,
    references: [],
    triggering: [
      .cross(
        "a web server and a database",
        """
        # compose: compose.yaml
        services:
          web:
            image: web:1
            read_only: ▶true
            tmpfs: [/var/cache/nginx]
          db:
            image: db:1
            read_only: ▶true
            volumes: ["data:/var/lib/postgresql/data"]
        volumes: {data: {}}
        # image: web:1
        Entrypoint: ["/docker-entrypoint.sh"]
        Cmd: ["nginx", "-g", "daemon off;"]
        layer: ADD rootfs.tar /
          drwxr-xr-x 0:0 /run
          lrwxrwxrwx 0:0 /var/run -> /run
          drwxr-xr-x 0:0 /var/cache/nginx
          drwxr-xr-x 0:0 /var/log/nginx
          lrwxrwxrwx 0:0 /var/log/nginx/error.log -> /dev/stderr
        # image: db:1
        Entrypoint: ["docker-entrypoint.sh"]
        Cmd: ["postgres"]
        Volumes: /var/lib/postgresql/data
        layer: ADD rootfs.tar /
          drwxrwsr-x 999:999 /var/run/postgresql
        """)
    ],
    silent: [
      .cross(
        "mounts at the path, a link to it or its parent, a volume of the image, and missing directories",
        """
        # compose: compose.yaml
        services:
          web:
            image: web:1
            read_only: true
            tmpfs: [/var/run, "/var/cache:mode=755"]
          db: {image: "db:1", read_only: true}
          app: {image: "app:1", read_only: true}
        # image: web:1
        Cmd: ["nginx"]
        layer: ADD rootfs.tar /
          drwxr-xr-x 0:0 /run
          lrwxrwxrwx 0:0 /var/run -> /run
          drwxr-xr-x 0:0 /var/cache/nginx
        # image: db:1
        Cmd: ["postgres"]
        Volumes: /run/postgresql
        layer: ADD rootfs.tar /
          lrwxrwxrwx 0:0 /var/run -> /run
          drwxr-xr-x 0:0 /run/postgresql
        # image: app:1
        Cmd: ["nginx"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /usr/sbin/nginx 10
        """),
      .cross(
        "an unprivileged server that keeps its files in /tmp",
        """
        # compose: compose.yaml
        services:
          web: {image: "web:1", read_only: true, tmpfs: /tmp}
        # image: web:1
        User: 101
        Cmd: ["nginx"]
        layer: ADD rootfs.tar /
          drwxrwxrwt 0:0 /tmp
          drwxr-xr-x 0:0 /run
          drwxrwxr-x 101:0 /var/cache/nginx
        """),
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      guard let field = facts.service.section.boolean("read_only"), field.value, !field.isUnknown,
        facts.start.isKnown, facts.mounts.isComplete
      else { return [] }
      return facts.programNames.sorted().compactMap { name in
        let directories = ImageHabits.writes(name).compactMap { facts.unwritable($0) }
        guard !directories.isEmpty else { return nil }
        let paths = directories.map(\.path.shown)
        return Match(
          field.place,
          "Service \(facts.service.name) has a read-only root, but \(name) writes to \(Phrase.list(paths)).",
          subject: name, repair: facts.tmpfs(directories),
          related: directories.map {
            .init(.file(layer: $0.layer, path: $0.path), "a directory of the image")
          })
      }
    })
}

extension ImageFacts {
  /// Whether a directory has symbolic links in it.
  fileprivate func hasLinks(in directory: String) -> Bool {
    guard let node = tree.node(at: directory, followLast: true) else { return false }
    return tree.children(node).contains { tree.linkTarget($0) != nil }
  }
}

extension CrossFacts {
  /// A directory of the image that the program would write to and cannot; nil where it can or never does.
  ///
  /// - Parameter mayMove: whether a program that has a writable `/tmp` is taken to write there instead.
  func unwritable(_ path: String, mayMove: Bool = true) -> FileOccurrence? {
    guard let directory = image.file(at: path, followLast: true), directory.entry.kind == .directory else {
      return nil
    }
    if let mount = mounts.over(directory.path), !mount.isReadOnly { return nil }
    // Where logs are links to /dev/stdout, nothing is written.
    guard !path.hasPrefix("/var/log/") || !image.hasLinks(in: path) else { return nil }
    let volumes = image.config.execution.volumes.map { image.canonical($0) }
    guard !volumes.contains(where: { $0.holds(directory.path) }) else { return nil }
    guard let identity = plainIdentity else { return isUserKnown ? directory : nil }
    // Who could not write there anyway keeps these files elsewhere, as does who has /tmp for them.
    let hasTemporary =
      mayMove && path != "/tmp" && mounts.over(image.canonical("/tmp")).map { !$0.isReadOnly } == true
    return identity.canWrite(directory.entry) && !hasTemporary ? directory : nil
  }

  /// Adds file systems in memory at directories. The program cannot write there today: nothing is lost but what the
  /// image has there.
  fileprivate func tmpfs(_ directories: [FileOccurrence]) -> Repair {
    let change = Repair.Change.tmpfs(directories.map(\.path.shown), of: service)
    let isEmpty = directories.allSatisfy { directory in
      image.tree.node(at: directory.path.shown, followLast: true).map { image.tree.children($0).isEmpty }
        == true
    }
    return isEmpty ? .safe(change) : .unsafe(change, .hiddenFiles)
  }
}
