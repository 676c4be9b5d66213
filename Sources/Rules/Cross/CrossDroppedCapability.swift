import ArchiveIO
import Compose
import Findings
import Images

extension Rule {
  static let crossDroppedCapability = Rule(
    id: "cross-dropped-capability",
    summary: "A service drops a capability that its program needs to start.",
    why: """
      The kernel does not start a program whose file requires a capability that the container may not have. An \
      entry point that starts as root cannot switch to an unprivileged user without SETUID and SETGID. Both \
      fail with 'operation not permitted'.
      """,
    fix: """
      Add the capability with `cap_add`, or use an image that starts as an unprivileged user and needs no \
      capability.
      """,
    severity: .medium, confidence: .firm,
    references: [
      .page(title: "capabilities(7)", url: "https://man7.org/linux/man-pages/man7/capabilities.7.html")
    ],
    triggering: [
      .cross(
        "a file capability, a user switch with gosu, and workers that switch their user",
        """
        # compose: compose.yaml
        services:
          proxy: {image: "proxy:1", cap_drop: [▶ALL]}
          db: {image: "db:1", cap_drop: [▶all], cap_add: [CHOWN, SETGID]}
          web: {image: "web:1", cap_drop: [▶SETUID]}
        # image: proxy:1
        User: 1000
        Entrypoint: ["/usr/bin/proxy"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/proxy 10
          capability 400
        # image: db:1
        Entrypoint: ["docker-entrypoint.sh"]
        Cmd: ["db"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /usr/local/bin/docker-entrypoint.sh 10
          -rwxr-xr-x 0:0 /usr/local/bin/gosu 10
        # image: web:1
        Cmd: ["nginx", "-g", "daemon off;"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /usr/sbin/nginx 10
        """)
    ],
    silent: [
      .cross(
        "capabilities that are added again, and programs that do not need any",
        """
        # compose: compose.yaml
        services:
          proxy: {image: "proxy:1", cap_drop: [ALL], cap_add: [CAP_NET_BIND_SERVICE]}
          db: {image: "db:1", cap_drop: [ALL], cap_add: [chown, setgid, setuid]}
          again: {image: "db:1", cap_drop: [ALL], user: "999:999"}
          job: {image: "db:1", cap_drop: [ALL], entrypoint: [/usr/local/bin/job]}
        # image: proxy:1
        Entrypoint: ["/usr/bin/proxy"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/proxy 10
          capability 400
        # image: db:1
        Entrypoint: ["docker-entrypoint.sh"]
        Cmd: ["db"]
        layer: COPY . /
          -rwxr-xr-x 0:0 /usr/local/bin/docker-entrypoint.sh 10
          -rwxr-xr-x 0:0 /usr/local/bin/gosu 10
          -rwxr-xr-x 0:0 /usr/local/bin/job 10
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      let bounds = BoundingSet(facts.service)
      guard facts.start.isKnown else { return [] }
      return [facts.refusedFile(bounds) ?? facts.refusedStepDown(bounds)].compactMap(\.self)
    })
}

extension CrossFacts {
  /// The program's file has capabilities in effect that the container may not have: the kernel refuses to start it.
  fileprivate func refusedFile(_ bounds: BoundingSet) -> Match? {
    for word in start.programs {
      guard let file = program(word.text), let capabilities = fileCapabilities(of: file),
        capabilities.isEffective
      else { continue }
      let missing = bounds.missing(capabilities.names.map { String($0.dropFirst("CAP_".count)) })
      guard let first = missing.first, let drop = bounds.drop(of: first) else { continue }
      return Match(
        .compose(key: drop.key),
        "Service \(service.name) drops \(Phrase.list(missing)), which the file of its program '\(word.text)' requires, so it cannot start.",
        subject: Phrase.list(missing), severity: .high,
        related: [.init(.file(layer: file.layer, path: file.path), "requires the capability")])
    }
    return nil
  }

  /// A program that starts as root and changes its user.
  fileprivate func refusedStepDown(_ bounds: BoundingSet) -> Match? {
    guard startsAsRoot else { return nil }
    let missing = bounds.missing(["SETGID", "SETUID"])
    guard let first = missing.first, let drop = bounds.drop(of: first), let (name, file) = changesUser else {
      return nil
    }
    let related =
      file.map { [Match.Related(.file(layer: $0.layer, path: $0.path), "switches the user")] } ?? []
    return Match(
      .compose(key: drop.key),
      "Service \(service.name) drops \(Phrase.list(missing)), so '\(name)' cannot switch from root to an unprivileged user.",
      subject: Phrase.list(missing),
      fix: "Set `user` to the unprivileged user, or add \(Phrase.list(missing)) with `cap_add`.",
      related: related)
  }

  /// What changes the user: a launcher that the command names, the entry point's tool, or a server with workers.
  private var changesUser: (String, FileOccurrence?)? {
    for word in start.programs {
      let name = word.text.split(separator: "/").last.map(String.init) ?? ""
      if ["gosu", "su-exec"].contains(name) { return (name, program(word.text)) }
    }
    if let tool = stepDownProgram { return (tool.path.name, tool) }
    return programNames.intersection(["nginx", "apache2-foreground", "httpd-foreground"]).sorted().first.map {
      ($0, nil)
    }
  }

  /// The capabilities of a program's file; nil where it has none.
  func fileCapabilities(of file: FileOccurrence) -> FileCapabilities? {
    image.attributes(file.id).first { $0.name == "security.capability" }.flatMap {
      FileCapabilities(parsing: $0.value)
    }
  }
}
