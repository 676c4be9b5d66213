import Findings

/// A Linux capability (capabilities(7)) by what it gives to whoever takes the container over.
struct Capability: Hashable {
  /// The name in capitals without `CAP_`.
  let name: String

  init(_ text: String) {
    let upper = text.uppercased()
    name = upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper
  }

  /// Whether Docker gives it to every container that drops nothing.
  var isDefault: Bool { Self.defaults.contains(name) }

  /// How bad it is to add it, and what it allows.
  var risk: (severity: Severity, power: String) {
    if let power = Self.hostPower[name] { return (.critical, power) }
    if let power = Self.strongPower[name] { return (.high, power) }
    if let power = Self.mediumPower[name] { return (.medium, power) }
    return (.low, "does more than containers need by default")
  }

  /// Those that Docker gives to every container.
  static let defaults: Set<String> = [
    "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE",
    "NET_RAW",
    "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
  ]

  private static let hostPower = [
    "ALL": "is every capability: root on the host",
    "SYS_ADMIN": "mounts file systems and enters namespaces: close to root on the host",
    "SYS_MODULE": "loads kernel modules: root on the host",
    "SYS_RAWIO": "reads and writes hardware and kernel memory",
  ]

  private static let strongPower = [
    "BPF": "loads programs into the kernel",
    "DAC_READ_SEARCH": "opens any file by its handle, also the host's",
    "MAC_ADMIN": "changes the mandatory access control",
    "MAC_OVERRIDE": "steps over mandatory access control",
    "NET_ADMIN": "changes interfaces, routes and firewall rules",
    "PERFMON": "watches the whole kernel at work",
    "SYS_BOOT": "restarts the host or loads another kernel",
    "SYS_PTRACE": "reads and changes other processes",
    "SYSLOG": "reads kernel messages and addresses", "SYS_TIME": "sets the host's clock",
  ]

  private static let mediumPower = [
    "IPC_LOCK": "locks memory beyond the limits", "LEASE": "holds leases on files of others",
    "LINUX_IMMUTABLE": "makes files that nobody can change",
    "SYS_NICE": "takes CPU time from other containers",
    "SYS_RESOURCE": "raises its own limits",
  ]
}
