import Findings
import Images

extension Rule {
  static let layerWritablePathDirectory = Rule(
    id: "layer-writable-path-directory",
    summary: "The user that the container runs as may change a directory in which programs are looked for.",
    why: """
      A process that can put a file into a directory of PATH decides what others start under a common name, such \
      as a health check or someone who looks into the container.
      """,
    fix:
      "Leave the directories of PATH to root; install programs before USER, or take the directory out of PATH.",
    severity: .low, confidence: .certain,
    references: [.cwe(426), .cwe(732)],
    triggering: [
      .image(
        "a directory of the user",
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
        "directories of root, and one that is not there",
        """
        User: 1000:1000
        Env: PATH=/home/app/.local/bin:/usr/bin
        layer: ADD rootfs.tar /
          drwxr-xr-x 0:0 /usr/bin
        """),
      .image(
        "the entry point's own directory, which is another rule's",
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
          "\(directory.path.shown) is in PATH and can be changed by the user \(identity.uid), as which it runs."
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
