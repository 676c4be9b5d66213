import ArchiveIO
import Findings
import Images

/// Programs with set-id bits, and which of them distributions ship so.
enum SetIDPrograms {
  /// Set-id programs of Debian, Ubuntu, Alpine, Fedora, SUSE and their kin, by name.
  static let known: Set<String> = [
    "at", "bbsuid", "bsd-write", "bwrap", "cgexec", "chage", "chfn", "chrome-sandbox", "chsh", "crontab",
    "dbus-daemon-launch-helper", "doas", "dotlockfile", "dumpcap", "exim4", "expiry", "fping", "fusermount",
    "fusermount3", "gpasswd", "grub2-set-bootflag", "ksu", "lockfile", "lxc-user-nic", "mail-lock",
    "mail-touchlock",
    "mail-unlock", "mlocate", "mount", "mount.cifs", "mount.davfs", "mount.ecryptfs_private", "mount.nfs",
    "mount.ntfs-3g", "mtr-packet", "mutt_dotlock", "newgidmap", "newgrp", "newuidmap", "ntfs-3g",
    "pam_extrausers_chkpwd", "pam_timestamp_check", "passwd", "ping", "ping6", "pkexec", "plocate",
    "polkit-agent-helper-1", "postdrop", "postqueue", "pppd", "procmail", "pt_chown", "screen", "sendmail",
    "sg",
    "snap-confine", "ssh-agent", "ssh-keysign", "staprun", "su", "sudo", "sudoedit", "suexec",
    "traceroute6.iputils",
    "umount", "umount.nfs", "unix2_chkpwd", "unix_chkpwd", "userhelper", "usernetctl", "utempter",
    "vmware-user-suid-wrapper",
    "wall", "write", "write.ul", "Xorg.wrap", "xterm",
  ]

  /// Programs that hand out a shell or any file when they run as another user: no distribution ships them set-id.
  static let neverSetID: Set<String> = [
    "ash", "awk", "bash", "busybox", "cat", "chmod", "chown", "cp", "csh", "curl", "dash", "dd", "ed",
    "emacs", "env",
    "find", "gawk", "gdb", "git", "ksh", "less", "lua", "make", "mawk", "more", "mv", "nano", "nc", "nmap",
    "node",
    "openssl", "perl", "php", "python", "python3", "rsync", "ruby", "sed", "sh", "socat", "strace", "tar",
    "tcpdump",
    "tee", "vi", "vim", "wget", "xargs", "zsh",
  ]

  /// Shells, among them.
  static let shells: Set<String> = ["ash", "bash", "busybox", "csh", "dash", "ksh", "sh", "zsh"]

  /// Programs that start others as root, which is what they are set-uid for.
  static let handingOutRoot: Set<String> = ["sudo", "su", "doas", "pkexec", "gosu", "su-exec", "sudo-rs"]

  static func isDirectoryOfPrograms(_ path: ArchivePath) -> Bool {
    ["bin/", "sbin/", "usr/bin/", "usr/sbin/", "usr/lib", "lib/", "usr/libexec/"].contains {
      path.bytes.starts(with: $0.utf8)
    }
  }
}

/// A set-id program of the final tree, and whose doing its bits are.
struct SetIDFile {
  let occurrence: FileOccurrence
  /// The distribution's package that brings it; nil where none does.
  let package: String?
  /// Whether the bits are as the distribution ships them.
  let isDistributions: Bool

  /// Whether what it starts runs as root, whoever ships it.
  var handsOutRoot: Bool { SetIDPrograms.handingOutRoot.contains(occurrence.path.name) }

  /// `set-uid root`, `set-gid 42`.
  var bits: String {
    let entry = occurrence.entry
    let user = entry.mode & 0o4000 == 0 ? [] : ["set-uid \(entry.uid == 0 ? "root" : String(entry.uid))"]
    let group = entry.mode & 0o2000 == 0 ? [] : ["set-gid \(entry.gid == 0 ? "root" : String(entry.gid))"]
    return (user + group).joined(separator: " and ")
  }
}

extension ImageFacts {
  /// The set-uid program of root that the container starts under another user, who may run it: nil where there is none.
  var startsAsRoot: (file: EntryID, user: UInt32)? {
    guard let identity = plainIdentity, let command = mainCommand else { return nil }
    let names =
      command.shellScript.map { script in
        ShellScript.commands(script).map(\.unwrapped).prefix(1).flatMap { $0.words.map(\.text) }
      } ?? command.words
    for index in Launcher.programs(in: names) {
      guard case .file(let file, _) = program(names[index]) else { return nil }
      let isRoots = file.entry.mode & 0o4000 != 0 && file.entry.uid == 0
      // The bit does nothing on a script.
      let isScript = layers[file.layer].scan.facts[file.id.index]?.content == .nothing
      if isRoots, !isScript, identity.canExecute(file.entry) { return (file.id, identity.uid) }
    }
    return nil
  }

  /// The set-id programs that a container sees, in layer order.
  var setIDFiles: [SetIDFile] {
    guard !platform.isWindows else { return [] }
    return occurrences { entry in
      // Without the right to execute it, a set-uid bit does nothing, and a set-gid bit means locking.
      let isSetUID = entry.mode & 0o4000 != 0 && entry.mode & 0o111 != 0
      let isSetGID = entry.mode & 0o2000 != 0 && entry.mode & 0o010 != 0
      return entry.kind == .file && (isSetUID || isSetGID)
    }.filter { $0.state == .visible }.map { file in
      let owner = facts.owners.owner(of: file.path.bytes[...]).flatMap {
        $0.ecosystem.isSystem ? $0.package : nil
      }
      return SetIDFile(
        occurrence: file, package: owner, isDistributions: isDistributions(file, isOwned: owner != nil))
    }
  }

  private func isDistributions(_ file: FileOccurrence, isOwned: Bool) -> Bool {
    let name = file.path.name
    if SetIDPrograms.neverSetID.contains(name) || wasPlainBefore(file) { return false }
    // Where no database lists files, as in images without a package manager, or the one that does may be in a layer
    // that was not read, the names have to do.
    if isOwned || isWhole && facts.owners.knowsSystem { return isOwned }
    return SetIDPrograms.known.contains(name) && SetIDPrograms.isDirectoryOfPrograms(file.path)
  }

  /// Whether a lower layer has the same file without the bits: then a step of the build set them.
  private func wasPlainBefore(_ file: FileOccurrence) -> Bool {
    occurrences(named: file.path.name).contains {
      $0.path == file.path && $0.id < file.id && $0.entry.kind == .file && $0.entry.mode & 0o6000 == 0
    }
  }
}
