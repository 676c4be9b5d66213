import Findings
import Images

extension Rule {
  static let imageRelativeWorkingDirectory = Rule(
    id: "image-relative-working-directory",
    summary: "The working directory is a relative path.",
    why: "Where a relative path leads depends on the engine; runtimes refuse it or take it from the root.",
    fix: "Write the whole path: WORKDIR /srv/app.",
    severity: .low, confidence: .certain,
    references: [],
    triggering: [
      .image("a relative path", "▶ WorkingDir: srv/app")
    ],
    silent: [
      .image("a whole path", "WorkingDir: /srv/app"),
      .image("none", "Env: A=b"),
      .image("a Windows image", "platform: windows/amd64\nWorkingDir: C:\\\\app"),
    ],
    check: .image { image, _ in
      let path = image.config.execution.workingDirectory
      guard !image.platform.isWindows, !path.isEmpty, !path.hasPrefix("/") else { return [] }
      return [Match(.config("WorkingDir"), "The working directory is '\(path)', which is relative.")]
    })
}
