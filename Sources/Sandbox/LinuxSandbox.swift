#if os(Linux)
  import CSandbox
  import Glibc

  extension Sandbox {
    /// What this system could give; nothing is given up.
    package static var available: [Layer] {
      let version = imgcheck_landlock_version()
      return [.noNewPrivileges, .noCoreDump, .fewCapabilities]
        + (version > 0 ? [.landlock(version: version)] : [])
        + (imgcheck_knows_filters() != 0 ? [.seccomp] : [])
    }

    func give() -> [Layer] {
      var layers: [Layer] = []
      // Without it, neither of the other two is for users that are not root.
      if imgcheck_gain_no_privileges() == 0 { layers.append(.noNewPrivileges) }
      if imgcheck_keep_no_core() == 0 { layers.append(.noCoreDump) }
      if imgcheck_keep_capabilities(Self.capabilities) == 0 { layers.append(.fewCapabilities) }
      if let version = limitFiles() { layers.append(.landlock(version: version)) }
      if refuseCalls() { layers.append(.seccomp) }
      return layers
    }

    /// What root keeps, to read and write files of others: CHOWN, DAC_OVERRIDE, DAC_READ_SEARCH and FOWNER.
    private static let capabilities: UInt64 = 0b1111

    // MARK: Files

    /// - Returns: the version of the kernel's interface; nil where the kernel has none, or refused.
    private func limitFiles() -> Int? {
      let version = imgcheck_landlock_version()
      guard version > 0 else { return nil }
      var handled = FileAccess.all(version)
      if readable == nil { handled.subtract(.read) }
      if executes { handled.subtract(.execute) }
      var wanted = imgcheck_landlock_ruleset(
        handled_access_fs: handled.rawValue, handled_access_net: version >= 4 && !connects ? 3 : 0,
        scoped: version >= 6 && !connects ? 3 : 0)
      let ruleset = unsafe imgcheck_landlock_create(&wanted, version)
      guard ruleset >= 0 else { return nil }
      defer { close(ruleset) }
      for path in (readable ?? []) + Self.system { Self.allow(.read, below: path, of: handled, in: ruleset) }
      for path in writable { Self.allow([.read, .write], below: path, of: handled, in: ruleset) }
      Self.allow([.writeFile, .readFile], below: "/dev/null", of: handled, in: ruleset)
      return imgcheck_landlock_restrict(ruleset) == 0 ? version : nil
    }

    /// What the libraries that the program is linked with may read for themselves at any time. libdispatch counts its
    /// threads in `/proc/self/task` and ends the process where it cannot; the rule is for all of `/proc`, because the kernel makes
    /// the directory of a process anew when it likes, and rules know directories by their inodes. What `/proc` holds of
    /// other processes that only their owner may see, Landlock refuses by itself (ptrace(2), access mode checking).
    private static let system = [
      "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/localtime",
      "/etc/ssl/openssl.cnf",
      "/usr/lib/ssl", "/etc/ld.so.cache", "/proc", "/sys/devices/system/cpu", "/sys/fs/cgroup",
      "/dev/urandom",
    ]

    /// Where there is nothing at a path, there is nothing to allow.
    private static func allow(
      _ access: FileAccess, below path: String, of handled: FileAccess, in ruleset: Int32
    ) {
      let file = unsafe imgcheck_open_path(path.isEmpty ? "." : path)
      guard file >= 0 else { return }
      defer { close(file) }
      var status = stat()
      guard unsafe fstat(file, &status) == 0 else { return }
      var allowed = access.intersection(handled)
      // Of a file, only what can be done to a file can be allowed.
      if status.st_mode & S_IFMT != S_IFDIR { allowed.formIntersection(.ofFiles) }
      if !allowed.isEmpty { _ = imgcheck_landlock_allow(ruleset, file, allowed.rawValue) }
    }

    /// What can be done with files, by Landlock's numbers (LANDLOCK_ACCESS_FS_*).
    private struct FileAccess: OptionSet {
      let rawValue: UInt64

      static let execute = FileAccess(rawValue: 1 << 0)
      static let writeFile = FileAccess(rawValue: 1 << 1)
      static let readFile = FileAccess(rawValue: 1 << 2)
      static let readDirectory = FileAccess(rawValue: 1 << 3)
      static let removeFile = FileAccess(rawValue: 1 << 5)
      static let makeDirectory = FileAccess(rawValue: 1 << 7)
      static let makeFile = FileAccess(rawValue: 1 << 8)
      /// Links and renames between directories; since version 2.
      static let refer = FileAccess(rawValue: 1 << 13)
      /// Since version 3.
      static let truncate = FileAccess(rawValue: 1 << 14)

      static let read: FileAccess = [.readFile, .readDirectory]
      static let write: FileAccess = [.writeFile, .removeFile, .makeDirectory, .makeFile, .refer, .truncate]
      static let ofFiles: FileAccess = [.execute, .writeFile, .readFile, .truncate]

      /// All that a version knows; control of devices, since version 5, is left to what is open already.
      static func all(_ version: Int) -> FileAccess {
        FileAccess(rawValue: (1 << (version >= 3 ? 15 : version == 2 ? 14 : 13)) - 1)
      }
    }

    // MARK: System calls

    private func refuseCalls() -> Bool {
      guard let filter = unsafe imgcheck_filter() else { return false }
      defer { unsafe seccomp_release(filter) }
      var isWhole = unsafe imgcheck_filter_all_threads(filter) == 0
      for name in Self.neverNeeded + (executes ? [] : Self.execution) + (connects ? [] : Self.connection) {
        isWhole = unsafe imgcheck_refuse(filter, name, EPERM) == 0 && isWhole
      }
      if !executes {
        isWhole = unsafe imgcheck_refuse_processes(filter, EPERM) == 0 && isWhole
        // Its arguments lie in memory, where no filter sees them; where it is not there, libc takes clone.
        isWhole = unsafe imgcheck_refuse(filter, "clone3", ENOSYS) == 0 && isWhole
      }
      return unsafe seccomp_load(filter) == 0 && isWhole
    }

    private static let execution = ["execve", "execveat", "fork", "vfork"]

    private static let connection = [
      "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg",
      "sendmmsg",
    ]

    private static let neverNeeded = [
      "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "pidfd_open",
      "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsmount", "fspick",
      "mount_setattr", "unshare", "setns", "bpf", "perf_event_open", "userfaultfd", "io_uring_setup",
      "io_uring_enter", "io_uring_register", "keyctl", "add_key", "request_key", "init_module",
      "finit_module",
      "delete_module", "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff", "acct", "quotactl",
      "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname", "setdomainname", "syslog",
      "open_by_handle_at", "name_to_handle_at", "setuid", "setgid", "setreuid", "setregid", "setresuid",
      "setresgid",
      "setgroups", "setfsuid", "setfsgid", "mknod", "mknodat", "personality", "iopl", "ioperm", "vhangup",
      "nfsservctl",
      "modify_ldt", "lookup_dcookie", "seccomp_notify",
    ]
  }
#endif
