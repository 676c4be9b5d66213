import Findings
import Images

extension Rule {
  static let imageSensitiveVolume = Rule(
    id: "image-sensitive-volume",
    summary: "The image declares a directory of the system or of the engine as a volume.",
    why: """
      An engine copies what the image has in a volume and keeps that copy across updates. For /etc or /usr \
      that means stale programs and settings; the Docker socket invites mounting the host's own.
      """,
    fix: "Declare volumes only for the service's own data: VOLUME /var/lib/app.",
    severity: .medium, confidence: .certain,
    references: [.cwe(668)],
    triggering: [
      .image("the system's configuration", "▶ Volumes: /etc"),
      .image(
        "the Docker socket, and a trailing slash", "▶ Volumes: /proc/\n▶ Volumes: /var/run/docker.sock"),
      .image("the root directory", "▶ Volumes: /"),
    ],
    silent: [
      .image(
        "a service's own directories",
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
        return Match(
          .config("Volumes.\(volume)"),
          "The image declares the volume \(volume), which belongs to the system or the engine.", subject: path
        )
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
