import ArchiveIO
import Findings
import Images

extension Rule {
  static let layerShellHistory = Rule(
    id: "layer-shell-history",
    summary: "The history of a shell or a client is in the image.",
    why: "Commands typed while the image was made reveal how it was made, and often a password.",
    fix: """
      Build from a Dockerfile instead of committing a container that somebody worked in, and change the \
      passwords that were typed.
      """,
    severity: .medium, confidence: .certain,
    references: [.cis("4.10"), .cwe(538)],
    triggering: [
      .image(
        "a shell's history",
        """
        layer: COPY home /root
        ▶ -rw------- 0:0 /root/.bash_history 400
        """),
      .image(
        "a database client's history, deleted later",
        """
        layer: COPY home /root
        ▶ -rw------- 0:0 /root/.psql_history 400
        layer: RUN rm /root/.psql_history
          delete /root/.psql_history
        """),
    ],
    silent: [
      .image(
        "empty histories",
        """
        layer: COPY home /root
          -rw------- 0:0 /root/.bash_history 0
          -rw------- 0:0 /home/app/.bash_history 2
          -rw-r--r-- 0:0 /root/.bashrc 400
        """)
    ],
    check: .image { image, _ in
      let names = [
        ".bash_history", ".ash_history", ".zsh_history", ".sh_history", ".python_history",
        ".node_repl_history",
        ".irb_history", ".mysql_history", ".psql_history", ".sqlite_history", ".rediscli_history", ".dbshell",
        ".mongosh_repl_history", "fish_history",
      ]
      // A line break alone is what an emptied history keeps.
      let leastBytes: Int64 = 8
      let files = names.flatMap { image.occurrences(named: $0) }.filter { $0.entry.size >= leastBytes }
      return SecretFiles.matches(files, in: image) {
        "\($0.path.shown) holds \(ByteCount.show($0.entry.size)) of typed commands."
      }
    })
}
