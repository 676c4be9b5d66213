import ArchiveIO
import Compose
import Findings
import Images

extension Rule {
  static let crossHiddenFiles = Rule(
    id: "cross-hidden-files",
    summary: "A mount hides the application in the image.",
    why: """
      The service runs a directory of the host instead of what was built, checked and signed. It can differ on \
      every machine, and anybody who can write there changes the program. Such mounts are meant for \
      development.
      """,
    fix: "Remove the mount, or move it to a compose file for development only.",
    severity: .medium, confidence: .firm,
    references: [.nist("4.4.4")],
    triggering: [
      .cross(
        "a mount over the working directory, the program, and its script",
        """
        # compose: compose.yaml
        services:
          a: {image: "app:1", volumes: [▶".:/srv/app"]}
          b:
            image: app:1
            working_dir: /
            command: [node, /srv/app/server.js]
            volumes:
              - ▶type: bind
                source: ./src
                target: /srv
          c: {image: "tool:1", tmpfs: [▶/opt/tool]}
        # image: app:1
        WorkingDir: /srv/app
        Cmd: ["node", "server.js"]
        layer: COPY . /srv/app
          drwxr-xr-x 0:0 /srv/app
          -rw-r--r-- 0:0 /srv/app/server.js 10
        # image: tool:1
        Cmd: ["/opt/tool/bin/run"]
        layer: COPY tool /opt/tool
          -rwxr-xr-x 0:0 /opt/tool/bin/run 10
        """)
    ],
    silent: [
      .cross(
        "a volume, which starts with the image's files, a single file, static content, and an empty directory",
        """
        # compose: compose.yaml
        services:
          a:
            image: app:1
            volumes: ["code:/srv/app", "./config.json:/srv/app/config.json:ro", "./public:/usr/share/html"]
          b: {image: "empty:1", volumes: ["./data:/data"]}
        volumes: {code: {}}
        # image: app:1
        WorkingDir: /srv/app
        Cmd: ["node", "server.js"]
        layer: COPY . /srv/app
          -rw-r--r-- 0:0 /srv/app/server.js 10
          -rw-r--r-- 0:0 /srv/app/config.json 10
          -rw-r--r-- 0:0 /usr/share/html/index.html 10
        # image: empty:1
        WorkingDir: /data
        Cmd: ["/server"]
        layer: COPY . /
          drwxr-xr-x 0:0 /data
          -rwxr-xr-x 0:0 /server 10
        """)
    ],
    needs: [.tree],
    check: .pair { facts, _ in
      facts.mounts.all.compactMap { mount in
        switch mount.kind {
        case .bind, .memory, .other: break
        case .volume, .file: return nil
        }
        guard let node = facts.image.tree.node(at: mount.path.bytes, followLast: true),
          facts.image.tree.isDirectory(node), let what = facts.application(below: mount.path)
        else { return nil }
        let shares = facts.image.shares(below: node)
        let files = shares.reduce(0) { $0 + $1.files }
        guard files > 0, let share = shares.max(by: { $0.files < $1.files }) else { return nil }
        return Match(
          .compose(key: mount.key),
          "Service \(facts.service.name) mounts over \(mount.path.shown) and hides \(Phrase.count(files, "file")) of its image\(what).",
          subject: mount.path.shown, related: [.init(.layer(share.layer), "added the files")])
      }
    })
}

extension CrossFacts {
  /// What of the application lies below a directory: the program, a file that it is given, the working directory.
  fileprivate func application(below directory: ArchivePath) -> String? {
    for word in start.words where !word.text.hasPrefix("-") {
      for path in running.programPaths(word.text.contains("/") ? word.text : "./" + word.text) {
        guard let file = running.file(at: path, followLast: true), file.entry.kind != .directory,
          directory.holds(file.path)
        else { continue }
        return ", including '\(word.text)', which it starts"
      }
    }
    let working = image.config.execution.workingDirectory
    guard !working.isEmpty, working != "/", directory.holds(image.canonical(working)) else { return nil }
    return " in the working directory"
  }
}
