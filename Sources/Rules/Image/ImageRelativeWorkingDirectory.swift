import Findings
import Images

extension Rule {
  static let imageRelativeWorkingDirectory = Rule(
    id: "image-relative-working-directory",
    summary: "The working directory is a relative path.",
    why: """
      Where a relative path leads depends on the engine: some refuse it, others start at the root directory.
      """,
    fix: "Write the absolute path: WORKDIR /srv/app.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image("a relative path", "▶ WorkingDir: srv/app")
    ],
    silent: [
      .image("an absolute path", "WorkingDir: /srv/app"),
      .image("no working directory", "Env: A=b"),
      .image("a Windows image", "platform: windows/amd64\nWorkingDir: C:\\\\app"),
    ],
    check: .image { image, _ in
      let path = image.config.execution.workingDirectory
      guard !image.platform.isWindows, !path.isEmpty, !path.hasPrefix("/") else { return [] }
      return [Match(.config("WorkingDir"), "The working directory '\(path)' is a relative path.")]
    })
}
