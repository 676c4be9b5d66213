import Findings
import Images

extension Rule {
  static let imageSensitiveVolume = Rule(
    id: "image-sensitive-volume",
    summary: "A directory of the system or of the engine is a volume.",
    why: """
      A volume is a hint to mount something there, and what the image has there is copied and then kept over \
      updates. For /etc, /usr or the socket of Docker that means stale programs, or the host's own files.
      """,
    fix: "Declare volumes for the service's data only, such as /var/lib/NAME.",
    severity: .medium, confidence: .certain,
    references: [.cwe(668)],
    triggering: [
      .image("the configuration of the system", "▶ Volumes: /etc"),
      .image(
        "the socket of Docker, and a slash at the end", "▶ Volumes: /proc/\n▶ Volumes: /var/run/docker.sock"),
      .image("the root", "▶ Volumes: /"),
    ],
    silent: [
      .image(
        "directories of a service",
        """
        Volumes: /var/lib/postgresql/data
        Volumes: /etc/app
        Volumes: /data
        Volumes: /sys-data
        """)
    ],
    check: .image { image, _ in
      image.config.execution.volumes.sorted().compactMap { volume in
        guard !image.platform.isWindows, volume.hasPrefix("/") else { return nil }
        let path = SystemDirectories.normalized(volume)
        let isWhole = Volumes.whole.contains(path)
        guard isWhole || Volumes.withAllBelow.contains(where: { SystemDirectories.contains($0, path) }) else {
          return nil
        }
        return Match(.config("Volumes.\(volume)"), "\(volume) is a volume.", subject: path)
      }
    })
}

private enum Volumes {
  /// Volumes below them are somebody's own.
  static let whole: Set<String> = [
    "/", "/etc", "/lib", "/lib64", "/root", "/run", "/usr", "/usr/lib", "/var", "/var/lib", "/var/run",
  ]
  static let withAllBelow = [
    "/bin", "/boot", "/dev", "/proc", "/sbin", "/sys", "/usr/bin", "/usr/sbin", "/run/containerd",
    "/run/docker.sock",
    "/var/lib/containerd", "/var/lib/docker", "/var/lib/kubelet", "/var/run/docker.sock", "/run/crio",
  ]
}
