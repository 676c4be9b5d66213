import Findings
import Images

extension Rule {
  static let imageRelativeSearchPath = Rule(
    id: "image-relative-search-path",
    summary: "PATH has an entry that depends on the working directory.",
    why: """
      The shell then looks for programs in the current directory: a file with the right name in a data \
      directory runs instead of the system's program.
      """,
    fix: "Use only absolute paths: ENV PATH=/usr/local/bin:/usr/bin:/bin.",
    severity: .medium, confidence: .certain,
    references: [.cwe(426)],
    triggering: [
      .image(
        "the current directory",
        """
        ▶ Env: PATH=/usr/bin:.
        """),
      .image(
        "an empty entry, which means the current directory",
        """
        ▶ Env: PATH=:/usr/bin:/bin
        """),
      .image(
        "a relative directory",
        """
        ▶ Env: PATH=node_modules/.bin:/usr/bin
        """),
    ],
    silent: [
      .image(
        "absolute paths",
        """
        Env: PATH=/usr/local/bin:/usr/bin:/bin
        """),
      .image(
        "another variable, and a Windows image",
        """
        platform: windows/amd64
        Env: GOPATH=.
        """),
    ],
    check: .image { image, _ in
      image.config.execution.environment.enumerated().compactMap { index, variable in
        guard !image.platform.isWindows, variable.hasPrefix("PATH=") else { return nil }
        let entries = variable.dropFirst("PATH=".count).split(
          separator: ":", omittingEmptySubsequences: false)
        guard
          let entry = entries.first(where: { !$0.hasPrefix("/") && !$0.hasPrefix("$") && !$0.hasPrefix("~") })
        else { return nil }
        let shown = entry.isEmpty ? "an empty entry ('\(variable)')" : "the entry '\(entry)'"
        return Match(
          .config("Env[\(index)]"), "PATH has \(shown), which depends on the working directory.")
      }
    })
}
