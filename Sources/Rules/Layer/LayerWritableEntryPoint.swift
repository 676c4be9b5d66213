import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerWritableEntryPoint = Rule(
    id: "layer-writable-entry-point",
    summary: "The container's user can change the program that the container starts.",
    why: """
      An attacker who takes over the application can then change it: the intrusion persists, and the next \
      start of the container runs the attacker's code.
      """,
    fix: """
      Leave the program and its directory to root: COPY without --chown, mode 755. Give the user only its data \
      directories.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(732)],
    triggering: [
      .image(
        "a program that the user owns",
        """
        User: 1000:1000
        Entrypoint: ["/srv/app/server"]
        layer: COPY --chown=1000:1000 . /srv/app
          drwxr-xr-x 0:0 /srv/app
          ▶ -rwxr-xr-x 1000:1000 /srv/app/server 10
        """),
      .image(
        "a directory where the program can be replaced, found through PATH",
        """
        User: app
        Env: PATH=/srv/app/bin:/usr/bin
        Cmd: ["server"]
        layer: COPY --chown=app . /srv/app
          -rw-r--r-- 0:0 /etc/passwd
            | app:x:1000:1000::/srv/app:/bin/sh
          ▶ drwxr-xr-x 1000:1000 /srv/app/bin
          -rwxr-xr-x 0:0 /srv/app/bin/server 10
        """),
      .image(
        "a script that an interpreter runs",
        """
        User: 1000:1000
        WorkingDir: /srv/app
        Cmd: ["node", "server.js"]
        layer: ADD rootfs.tar /
          -rwxr-xr-x 0:0 /usr/bin/node 10
        layer: COPY --chown=1000:1000 . /srv/app
          ▶ -rw-r--r-- 1000:1000 /srv/app/server.js 10
        """),
      .image(
        "root's script in a directory of the user, who can replace it",
        """
        User: 1000:1000
        WorkingDir: /srv/app
        Cmd: ["node", "server.js"]
        layer: COPY . /srv/app
          -rwxr-xr-x 0:0 /usr/bin/node 10
          ▶ drwxr-xr-x 1000:1000 /srv/app
          -rw-r--r-- 0:0 /srv/app/server.js 10
        """),
    ],
    silent: [
      .image(
        "root's program, and the user's data",
        """
        User: 1000:1000
        Entrypoint: ["/srv/app/server"]
        layer: COPY . /srv/app
          drwxr-xr-x 0:0 /srv/app
          -rwxr-xr-x 0:0 /srv/app/server 10
          drwxr-xr-x 1000:1000 /srv/app/data
        """),
      .image(
        "root's script, which an interpreter runs",
        """
        User: 1000:1000
        Cmd: ["node", "/srv/app/server.js"]
        layer: COPY . /srv/app
          -rwxr-xr-x 0:0 /usr/bin/node 10
          -rw-r--r-- 0:0 /srv/app/server.js 10
        """),
      .image(
        "root, who can change everything",
        """
        User: root
        Entrypoint: ["/srv/app/server"]
        layer: COPY . /srv/app
          -rwxr-xr-x 0:0 /srv/app/server 10
        """),
      .image(
        "a sticky directory, where only the owner can replace a file",
        """
        User: 1000:1000
        Entrypoint: ["/tmp/server"]
        layer: COPY server /tmp/server
          drwxrwxrwt 0:0 /tmp
          -rwxr-xr-x 0:0 /tmp/server 10
        """),
    ],
    check: .image { image, _ in
      guard let identity = image.plainIdentity, let command = image.mainCommand,
        case .file(let program, let path) = image.program(command.words[0])
      else { return [] }
      let user = "The container's user, \(identity.uid),"
      if identity.canWrite(program.entry) {
        let message =
          "\(user) can change \(program.path.shown), which the container starts."
        return [Match(program, in: image, message)]
      }
      for directory in [program.path.parent, path.parent].compactMap(\.self) {
        guard let found = image.directory(directory, whereCanReplace: identity) else { continue }
        let message =
          "\(user) can change \(found.path.shown), from which the container starts \(path.name)."
        return [Match(found, in: image, message)]
      }
      guard let script = image.script(of: command) else { return [] }
      if identity.canWrite(script.entry) {
        let message =
          "\(user) can change \(script.path.shown), which \(program.path.name) runs when the container starts."
        return [Match(script, in: image, message)]
      }
      guard let directory = script.path.parent,
        let found = image.directory(directory, whereCanReplace: identity)
      else { return [] }
      let message =
        "\(user) can change \(found.path.shown), from which \(program.path.name) runs \(script.path.name) when the container starts."
      return [Match(found, in: image, message)]
    })
}

extension ImageFacts {
  /// The directory, where a user can put another file in the place of one in it.
  fileprivate func directory(
    _ path: ArchivePath, whereCanReplace identity: ProcessIdentity
  ) -> FileOccurrence? {
    guard let found = writableDirectory("/" + String(decoding: path.bytes, as: UTF8.self), for: identity),
      found.entry.mode & 0o1000 == 0 || found.entry.uid == identity.uid
    else { return nil }
    return found
  }

  /// The script that a command's interpreter runs.
  fileprivate func script(of command: CommandLine) -> FileOccurrence? {
    guard let index = Interpreter.scriptIndex(in: command.words) else { return nil }
    let word = command.words[index]
    return programPaths(word.contains("/") ? word : "./" + word).lazy.compactMap {
      file(at: $0, followLast: true)
    }.first { $0.entry.kind == .file }
  }
}
