/// The capabilities that a program has by the extended attribute `security.capability` (capabilities(7), the
/// kernel's `vfs_cap_data`).
package struct FileCapabilities: Sendable, Hashable {
  /// Bit n is capability number n: what the program may take.
  package let permitted: UInt64
  /// Whether they take effect at once, without the program asking.
  package let isEffective: Bool

  /// nil for bytes that are no such attribute.
  package init?(parsing value: [UInt8]) {
    guard value.count >= 4 else { return nil }
    let magic = Self.number(value, at: 0)
    let lengths: [UInt32: Int] = [1: 12, 2: 20, 3: 24]
    guard let length = lengths[magic >> 24], value.count == length else { return nil }
    let low = UInt64(Self.number(value, at: 4))
    let high = length == 12 ? 0 : UInt64(Self.number(value, at: 12))
    permitted = low | high << 32
    isEffective = magic & 1 != 0
  }

  /// `CAP_NET_RAW`, in the order of the kernel's numbers; those without a name as `CAP_63`.
  package var names: [String] {
    (0..<64).filter { permitted >> UInt64($0) & 1 != 0 }.map { number in
      "CAP_" + (number < Self.allNames.count ? Self.allNames[number] : String(number))
    }
  }

  private static let allNames = [
    "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP",
    "LINUX_IMMUTABLE", "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER",
    "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE", "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE",
    "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE", "AUDIT_CONTROL", "SETFCAP",
    "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF",
    "CHECKPOINT_RESTORE",
  ]

  private static func number(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << (8 * UInt32($1)) }
  }
}
