import Findings

extension HostPath {
  /// The sockets of container engines, by their names.
  static let socketNames: Set<String> = [
    "docker.sock", "containerd.sock", "crio.sock", "podman.sock", "cri-dockerd.sock", "buildkitd.sock",
    "docker_engine", "docker.raw.sock", "libvirt-sock",
  ]

  /// How the paths end of those whose names tell nothing.
  static let socketEndings = ["/lxd/unix.socket", "/incus/unix.socket"]

  /// Directories that hold one.
  static let socketDirectories: Set<String> = [
    "/run", "/var/run", "/run/docker", "/var/run/docker", "/run/containerd", "/var/run/containerd",
    "/run/crio",
    "/var/run/crio", "/run/podman", "/var/run/podman", "/run/user/*/podman", "/run/k3s",
    "/run/k3s/containerd", "/run/libvirt", "/var/run/libvirt", "/run/buildkit",
  ]

  /// A path of the host, and how bad it is to mount it.
  struct Sensitive {
    let path: String
    /// Whether what lies below the path counts too.
    let isDeep: Bool
    let writable: Severity?
    let readOnly: Severity?
    let reason: String

    func matches(_ other: String) -> Bool {
      guard other.hasPrefix(path) else { return false }
      let rest = other.utf8.dropFirst(path.utf8.count)
      return rest.isEmpty || isDeep && rest.first == UInt8(ascii: "/")
    }
  }

  /// The first line that fits counts, so exceptions stand before what they are taken from.
  static let table: [Sensitive] = [
    .init(
      path: "/", isDeep: false, writable: .critical, readOnly: .high, reason: "the host's whole file system"),
    .init(path: "/etc/localtime", isDeep: false, writable: nil, readOnly: nil, reason: "the time zone"),
    .init(path: "/etc/timezone", isDeep: false, writable: nil, readOnly: nil, reason: "the time zone"),
    .init(
      path: "/etc/machine-id", isDeep: false, writable: .low, readOnly: nil, reason: "the host's identity"),
    .init(path: "/etc/hostname", isDeep: false, writable: .low, readOnly: nil, reason: "the host's name"),
    .init(path: "/etc/resolv.conf", isDeep: false, writable: .low, readOnly: nil, reason: "name resolution"),
    .init(
      path: "/etc/os-release", isDeep: false, writable: .low, readOnly: nil, reason: "the host's release"),
    .init(path: "/etc/hosts", isDeep: false, writable: .medium, readOnly: nil, reason: "name resolution"),
    .init(path: "/etc/ssl", isDeep: true, writable: .medium, readOnly: nil, reason: "trusted certificates"),
    .init(path: "/etc/pki", isDeep: true, writable: .medium, readOnly: nil, reason: "trusted certificates"),
    .init(
      path: "/etc/ca-certificates", isDeep: true, writable: .medium, readOnly: nil, reason: "certificates"),
    .init(
      path: "/etc/letsencrypt", isDeep: true, writable: .low, readOnly: nil, reason: "certificates and keys"),
    .init(
      path: "/etc/shadow", isDeep: false, writable: .critical, readOnly: .high, reason: "password hashes"),
    .init(
      path: "/etc/passwd", isDeep: false, writable: .critical, readOnly: .low, reason: "the host's accounts"),
    .init(
      path: "/etc/group", isDeep: false, writable: .critical, readOnly: .low, reason: "the host's groups"),
    .init(
      path: "/etc/sudoers", isDeep: false, writable: .critical, readOnly: .medium,
      reason: "the rules for who may become root"),
    .init(
      path: "/etc/ssh", isDeep: true, writable: .critical, readOnly: .high, reason: "the host's SSH keys"),
    .init(
      path: "/etc/cron.d", isDeep: true, writable: .critical, readOnly: .low, reason: "jobs that run as root"),
    .init(
      path: "/etc/systemd", isDeep: true, writable: .critical, readOnly: .low, reason: "the host's services"),
    .init(
      path: "/etc/docker", isDeep: true, writable: .critical, readOnly: .medium,
      reason: "the engine's settings"),
    .init(
      path: "/etc/kubernetes", isDeep: true, writable: .critical, readOnly: .high, reason: "cluster keys"),
    .init(
      path: "/etc", isDeep: false, writable: .critical, readOnly: .high, reason: "the host's configuration"),
    .init(
      path: "/root", isDeep: false, writable: .critical, readOnly: .high, reason: "root's home directory"),
    .init(path: "/root/.ssh", isDeep: true, writable: .critical, readOnly: .high, reason: "root's SSH keys"),
    .init(
      path: "/root/.docker", isDeep: true, writable: .high, readOnly: .medium, reason: "registry credentials"),
    .init(
      path: "/run/dbus", isDeep: true, writable: .high, readOnly: .high,
      reason: "the host's services through D-Bus"),
    .init(
      path: "/var/run/dbus", isDeep: true, writable: .high, readOnly: .high,
      reason: "the host's services through D-Bus"),
    .init(
      path: "/run/user/*/bus", isDeep: false, writable: .high, readOnly: .high,
      reason: "a user's services through D-Bus"),
    .init(
      path: "/run/user/*/systemd", isDeep: true, writable: .high, readOnly: .high,
      reason: "a user's services through systemd"),
    .init(
      path: "/run/user/*", isDeep: false, writable: .high, readOnly: .high,
      reason: "the sockets of a user's programs"),
    .init(
      path: "/run/systemd/journal", isDeep: true, writable: .low, readOnly: .low, reason: "the host's journal"
    ),
    .init(
      path: "/run/systemd", isDeep: true, writable: .critical, readOnly: .high,
      reason: "the host's services through systemd"),
    .init(
      path: "/var/run/systemd", isDeep: true, writable: .critical, readOnly: .high,
      reason: "the host's services through systemd"),
    .init(
      path: "/etc/crontab", isDeep: false, writable: .critical, readOnly: .low,
      reason: "jobs that run as root"),
    .init(
      path: "/etc/profile.d", isDeep: true, writable: .critical, readOnly: nil,
      reason: "scripts that every login runs"),
    .init(
      path: "/etc/ld.so.preload", isDeep: false, writable: .critical, readOnly: nil,
      reason: "libraries that every program loads"),
    .init(
      path: "/etc/pam.d", isDeep: true, writable: .critical, readOnly: .low,
      reason: "how the host checks logins"),
    .init(
      path: "/lib/systemd", isDeep: true, writable: .critical, readOnly: nil, reason: "the host's services"),
    .init(
      path: "/var/lib/rancher", isDeep: true, writable: .critical, readOnly: .high, reason: "cluster keys"),
    .init(
      path: "/var/lib/etcd", isDeep: true, writable: .critical, readOnly: .high, reason: "cluster secrets"),
    .init(path: "/boot", isDeep: true, writable: .critical, readOnly: .medium, reason: "the host's kernel"),
    .init(path: "/dev/shm", isDeep: true, writable: .low, readOnly: .low, reason: "the host's shared memory"),
    .init(path: "/dev/dri", isDeep: true, writable: nil, readOnly: nil, reason: "graphics"),
    .init(
      path: "/dev/disk", isDeep: true, writable: .medium, readOnly: .low, reason: "the names of the disks"),
    .init(path: "/dev", isDeep: false, writable: .high, readOnly: .medium, reason: "all devices"),
    .init(path: "/proc", isDeep: false, writable: .high, readOnly: .medium, reason: "the host's processes"),
    .init(path: "/proc/sys", isDeep: true, writable: .critical, readOnly: .low, reason: "kernel settings"),
    .init(
      path: "/sys/kernel", isDeep: true, writable: .high, readOnly: .low,
      reason: "the kernel's debugging interface"),
    .init(
      path: "/sys/fs/cgroup", isDeep: true, writable: .high, readOnly: .low,
      reason: "the limits of all containers"),
    .init(
      path: "/sys", isDeep: false, writable: .high, readOnly: .low,
      reason: "the kernel's view of the hardware"),
    .init(path: "/lib/modules", isDeep: true, writable: .high, readOnly: nil, reason: "kernel modules"),
    .init(path: "/usr/src", isDeep: false, writable: .low, readOnly: nil, reason: "kernel headers"),
    .init(path: "/usr/share", isDeep: false, writable: .medium, readOnly: nil, reason: "shared files"),
    .init(path: "/usr/local", isDeep: false, writable: .high, readOnly: .low, reason: "programs of the host"),
    .init(
      path: "/usr/lib", isDeep: false, writable: .critical, readOnly: .low, reason: "programs of the host"),
    .init(
      path: "/usr/bin", isDeep: true, writable: .critical, readOnly: .low, reason: "programs of the host"),
    .init(
      path: "/usr/sbin", isDeep: true, writable: .critical, readOnly: .low, reason: "programs of the host"),
    .init(
      path: "/usr", isDeep: false, writable: .critical, readOnly: .medium, reason: "programs of the host"),
    .init(path: "/bin", isDeep: true, writable: .critical, readOnly: .low, reason: "programs of the host"),
    .init(path: "/sbin", isDeep: true, writable: .critical, readOnly: .low, reason: "programs of the host"),
    .init(path: "/lib", isDeep: false, writable: .critical, readOnly: .low, reason: "libraries of the host"),
    .init(
      path: "/var/lib/docker/containers", isDeep: true, writable: .high, readOnly: .medium,
      reason: "the logs of all containers"
    ),
    .init(
      path: "/var/lib/docker", isDeep: true, writable: .critical, readOnly: .high,
      reason: "every container's files"),
    .init(
      path: "/var/lib/containerd", isDeep: true, writable: .critical, readOnly: .high,
      reason: "every container's files"),
    .init(
      path: "/var/lib/containers", isDeep: true, writable: .critical, readOnly: .high,
      reason: "every container's files"),
    .init(
      path: "/var/lib/kubelet", isDeep: true, writable: .critical, readOnly: .high,
      reason: "every pod's secrets"),
    .init(
      path: "/var/lib", isDeep: false, writable: .high, readOnly: .medium,
      reason: "the state of the host's services"),
    .init(
      path: "/var/spool/cron", isDeep: true, writable: .critical, readOnly: .low,
      reason: "jobs that run as root"),
    .init(path: "/var/log", isDeep: false, writable: .medium, readOnly: .low, reason: "the host's logs"),
    .init(
      path: "/var", isDeep: false, writable: .high, readOnly: .medium, reason: "the host's variable files"),
    .init(
      path: "/home", isDeep: false, writable: .high, readOnly: .medium, reason: "all home directories"),
    .init(path: "~", isDeep: false, writable: .high, readOnly: .medium, reason: "a home directory"),
    .init(path: "~/.ssh", isDeep: true, writable: .high, readOnly: .high, reason: "SSH keys"),
    .init(path: "~/.aws", isDeep: true, writable: .high, readOnly: .medium, reason: "cloud credentials"),
    .init(path: "~/.kube", isDeep: true, writable: .high, readOnly: .medium, reason: "cluster credentials"),
    .init(
      path: "~/.docker", isDeep: true, writable: .high, readOnly: .medium, reason: "registry credentials"),
    .init(path: "~/.gnupg", isDeep: true, writable: .high, readOnly: .high, reason: "private keys"),
    .init(
      path: "~/.config/gcloud", isDeep: true, writable: .high, readOnly: .medium, reason: "cloud credentials"),
    .init(path: "/opt", isDeep: false, writable: .medium, readOnly: .low, reason: "programs of the host"),
    .init(path: "/mnt", isDeep: false, writable: .medium, readOnly: .low, reason: "all mounted disks"),
    .init(path: "/media", isDeep: false, writable: .medium, readOnly: .low, reason: "all mounted disks"),
  ]
}
