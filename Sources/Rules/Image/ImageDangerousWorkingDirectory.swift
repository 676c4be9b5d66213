import Findings
import Images

extension Rule {
  static let imageDangerousWorkingDirectory = Rule(
    id: "image-dangerous-working-directory",
    summary: "The working directory belongs to the system or the kernel.",
    why: """
      The application would write among the system's programs and settings. A path under /proc/self/fd is \
      worse: with runtimes before runc 1.1.12 it leads out of the container (CVE-2024-21626).
      """,
    fix: "Give the application a directory of its own: WORKDIR /srv/app.",
    severity: .medium, confidence: .certain,
    references: [
      .cwe(403),
      .page(title: "CVE-2024-21626", url: "https://nvd.nist.gov/vuln/detail/CVE-2024-21626"),
    ],
    triggering: [
      .image("a file descriptor of the runtime", "▶ WorkingDir: /proc/self/fd/8"),
      .image("the system's settings", "▶ WorkingDir: /etc"),
    ],
    silent: [
      .image("an application's own settings", "WorkingDir: /etc/app"),
      .image("an application", "WorkingDir: /usr/src/app"),
      .image("the root directory", "WorkingDir: /"),
    ],
    check: .image { image, _ in
      let path = image.config.execution.workingDirectory
      guard !image.platform.isWindows, path.hasPrefix("/") else { return [] }
      let normalized = SystemDirectories.normalized(path)
      let isKernels = ["/proc", "/sys", "/dev", "/boot"].contains {
        SystemDirectories.contains($0, normalized)
      }
      let systems = ["/etc", "/bin", "/sbin", "/lib", "/lib64", "/usr", "/usr/bin", "/usr/sbin", "/usr/lib"]
      guard isKernels || systems.contains(normalized) else { return [] }
      return [
        Match(
          .config("WorkingDir"),
          "The working directory is \(path), which belongs to the \(isKernels ? "kernel" : "system").")
      ]
    })
}
