import Findings
import Images

extension Rule {
  static let layerWritableLibraryDirectory = Rule(
    id: "layer-writable-library-directory",
    summary: "The container's user can change a directory of shared libraries.",
    why: """
      Every program loads libraries from there when it starts. Whoever can put a file into such a directory \
      runs code in all programs of the container, root's too.
      """,
    fix: """
      Leave library directories to root (RUN chown -R root:root /usr/lib), and list only root's directories in \
      LD_LIBRARY_PATH.
      """,
    severity: .medium, confidence: .certain,
    references: [.cwe(426), .cwe(732)],
    triggering: [
      .image(
        "a directory of the system",
        """
        User: 1000:1000
        layer: RUN chown -R app /usr/lib
          ▶ drwxr-xr-x 1000:1000 /usr/lib
        """),
      .image(
        "a directory that LD_LIBRARY_PATH adds",
        """
        User: 1000:1000
        Env: LD_LIBRARY_PATH=/srv/app/lib
        layer: COPY --chown=1000 lib /srv/app/lib
          ▶ drwxr-xr-x 1000:1000 /srv/app/lib
        """),
    ],
    silent: [
      .image(
        "root's directories",
        """
        User: 1000:1000
        Env: LD_LIBRARY_PATH=/srv/app/lib
        layer: COPY lib /srv/app/lib
          drwxr-xr-x 0:0 /usr/lib
          drwxr-xr-x 0:0 /srv/app/lib
          drwxr-xr-x 1000:1000 /srv/app/data
        """)
    ],
    check: .image { image, _ in
      guard let identity = image.plainIdentity else { return [] }
      let stated = image.config.execution.environment.last { $0.hasPrefix("LD_LIBRARY_PATH=") } ?? ""
      let added = stated.dropFirst("LD_LIBRARY_PATH=".count).split(separator: ":").map(String.init)
      var seen: Set<EntryID> = []
      return (LibraryDirectories.all + added).compactMap { path in
        guard let directory = image.writableDirectory(path, for: identity), seen.insert(directory.id).inserted
        else {
          return nil
        }
        return Match(
          directory, in: image,
          "The container's user, \(identity.uid), can change \(directory.path.shown), from which programs load libraries."
        )
      }
    })
}

/// Where the loaders of the common C libraries look.
private enum LibraryDirectories {
  static let all =
    ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64"]
    + ["x86_64", "aarch64", "i386", "powerpc64le", "s390x", "riscv64"].map { "/usr/lib/\($0)-linux-gnu" }
    + ["/usr/lib/arm-linux-gnueabihf"]
}
