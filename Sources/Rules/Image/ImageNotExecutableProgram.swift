import ArchiveIO
import Findings
import Images

extension Rule {
  static let imageNotExecutableProgram = Rule(
    id: "image-not-executable-program",
    summary: "The program that the container starts is not executable.",
    why: "The container exits as soon as it starts, with 'permission denied'.",
    fix: "Set the mode when you copy the file: COPY --chmod=755 entrypoint.sh /.",
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "a file that nobody can execute",
        """
        ▶ Entrypoint: ["/entrypoint.sh"]
        layer: COPY entrypoint.sh /
          -rw-r--r-- 0:0 /entrypoint.sh 10
        """),
      .image(
        "a file that only root can execute, in a container that is not root",
        """
        User: 1000:1000
        ▶ Entrypoint: ["/server"]
        layer: COPY server /
          -rwxr--r-- 0:0 /server 10
        """),
    ],
    silent: [
      .image(
        "a file that everyone can execute",
        """
        User: 1000:1000
        Entrypoint: ["/server"]
        layer: COPY server /
          -rwxr-xr-x 0:0 /server 10
        """),
      .image(
        "a script that a shell reads",
        """
        Entrypoint: ["/bin/sh", "/entrypoint.sh"]
        layer: COPY entrypoint.sh /
          -rwxr-xr-x 0:0 /bin/sh 10
          -rw-r--r-- 0:0 /entrypoint.sh 10
        """),
    ],
    needs: [.tree],
    check: .image { image, _ in
      guard case (let place, .notExecutable(let name, let file))? = image.mainCommandProblem else {
        return []
      }
      let mode = "0" + String(file.entry.mode, radix: 8)
      let user = image.identity.map { $0.isRoot ? "nobody" : "the user \($0.uid) not" } ?? "nobody"
      let related = Match.Related(.file(layer: file.layer, path: file.path), "The file has the mode \(mode).")
      return [
        Match(
          place, "The container starts '\(name)', whose mode \(mode) lets \(user) execute it.",
          related: [related])
      ]
    })
}
