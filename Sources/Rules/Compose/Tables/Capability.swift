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
    return (.low, "containers do not have by default")
  }

  /// Those that Docker gives to every container.
  static let defaults: Set<String> = [
    "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE",
    "NET_RAW",
    "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
  ]

  private static let hostPower = [
    "ALL": "includes every capability and amounts to root on the host",
    "SYS_ADMIN": "allows mounting file systems and entering namespaces and is close to root on the host",
    "SYS_MODULE": "allows loading kernel modules and amounts to root on the host",
    "SYS_RAWIO": "allows reading and writing hardware and kernel memory",
  ]

  private static let strongPower = [
    "BPF": "allows loading programs into the kernel",
    "DAC_READ_SEARCH": "allows opening any file by its handle, including the host's",
    "MAC_ADMIN": "allows changing mandatory access control",
    "MAC_OVERRIDE": "allows bypassing mandatory access control",
    "NET_ADMIN": "allows changing interfaces, routes and firewall rules",
    "PERFMON": "allows observing the whole kernel",
    "SYS_BOOT": "allows restarting the host or loading another kernel",
    "SYS_PTRACE": "allows reading and changing other processes",
    "SYSLOG": "allows reading kernel messages and addresses", "SYS_TIME": "allows setting the host's clock",
  ]

  private static let mediumPower = [
    "IPC_LOCK": "allows locking memory beyond the limits",
    "LEASE": "allows taking leases on other users' files",
    "LINUX_IMMUTABLE": "allows making files that nobody can change",
    "SYS_NICE": "allows taking CPU time from other containers",
    "SYS_RESOURCE": "allows a process to raise its own limits",
  ]
}
