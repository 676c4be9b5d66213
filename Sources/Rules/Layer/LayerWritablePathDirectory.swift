import Findings
import Images

extension Rule {
  static let layerWritablePathDirectory = Rule(
    id: "layer-writable-path-directory",
    summary: "The container's user can change a directory in PATH.",
    why: """
      A process that can put a file into a directory of PATH decides what others start under a common name: a \
      health check, or a person who looks into the container.
      """,
    fix: """
      Leave the directories in PATH to root and install programs before USER, or remove the directory from \
      PATH.
      """,
    severity: .low, confidence: .certain,
    references: [.cwe(426), .cwe(732)],
    triggering: [
      .image(
        "the user's directory",
        """
        User: 1000:1000
        Env: PATH=/home/app/.local/bin:/usr/bin
        layer: RUN pip install --user tool
          ▶ drwxr-xr-x 1000:1000 /home/app/.local/bin
          drwxr-xr-x 0:0 /usr/bin
        """)
    ],
    silent: [
      .image(
        "root's directories, and a missing one",
        """
        User: 1000:1000
        Env: PATH=/home/app/.local/bin:/usr/bin
        layer: ADD rootfs.tar /
          drwxr-xr-x 0:0 /usr/bin
        """),
      .image(
        "the entry point's own directory, which another rule reports",
        """
        User: 1000:1000
        Env: PATH=/srv/app/bin:/usr/bin
        Entrypoint: ["server"]
        layer: COPY --chown=1000 . /srv/app
          drwxr-xr-x 1000:1000 /srv/app/bin
          -rwxr-xr-x 0:0 /srv/app/bin/server 10
        """),
    ],
    check: .image { image, _ in
      guard let identity = image.plainIdentity else { return [] }
      var seen: Set<EntryID> = []
      return image.searchPath.compactMap { path in
        guard let directory = image.writableDirectory(path, for: identity),
          seen.insert(directory.id).inserted,
          !image.holdsEntryPoint(directory.path)
        else { return nil }
        return Match(
          directory, in: image,
          "The container's user, \(identity.uid), can change \(directory.path.shown), which is in PATH."
        )
      }
    })
}

extension ImageFacts {
  fileprivate func holdsEntryPoint(_ directory: ArchivePath) -> Bool {
    guard let command = mainCommand, case .file(let program, let path) = program(command.words[0]) else {
      return false
    }
    return program.path.parent == directory || path.parent == directory
  }
}
