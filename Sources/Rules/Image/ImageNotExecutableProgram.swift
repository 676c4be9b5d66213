import ArchiveIO
import Findings
import Images

extension Rule {
  static let imageNotExecutableProgram = Rule(
    id: "image-not-executable-program",
    summary: "The program that the container starts may not be executed.",
    why: "The container stops as soon as it starts, with 'permission denied'.",
    fix: "Set the mode where the file is copied: COPY --chmod=755.",
    severity: .high, confidence: .certain,
    references: [],
    triggering: [
      .image(
        "no right to execute at all",
        """
        ▶ Entrypoint: ["/entrypoint.sh"]
        layer: COPY entrypoint.sh /
          -rw-r--r-- 0:0 /entrypoint.sh 10
        """),
      .image(
        "only root may, and the container is not root",
        """
        User: 1000:1000
        ▶ Entrypoint: ["/server"]
        layer: COPY server /
          -rwxr--r-- 0:0 /server 10
        """),
    ],
    silent: [
      .image(
        "everyone may",
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
      let user = image.identity.map { $0.isRoot ? "" : " to the user \($0.uid)" } ?? ""
      let related = Match.Related(.file(layer: file.layer, path: file.path), "The file has the mode \(mode).")
      return [
        Match(
          place, "The container starts '\(name)', whose mode \(mode) does not let it be executed\(user).",
          related: [related])
      ]
    })
}
