import ArchiveIO

/// The numbers under which a container's first process runs, as an engine takes them from the config's `User`
/// and the image's own account files.
package struct ProcessIdentity: Sendable, Hashable {
  package let uid: UInt32
  package let gid: UInt32
  /// Groups that list the user, beside `gid`.
  package let otherGroups: Set<UInt32>

  package init(uid: UInt32, gid: UInt32, otherGroups: Set<UInt32> = []) {
    self.uid = uid
    self.gid = gid
    self.otherGroups = otherGroups
  }

  package var isRoot: Bool { uid == 0 }

  private enum Access: UInt16 {
    case execute = 1
    case write = 2
  }

  package func canWrite(_ entry: TarEntry) -> Bool { has(.write, entry) }
  package func canExecute(_ entry: TarEntry) -> Bool {
    isRoot ? entry.mode & 0o111 != 0 : has(.execute, entry)
  }

  /// By the permission bits of the first class that fits, as the kernel does.
  private func has(_ access: Access, _ entry: TarEntry) -> Bool {
    if isRoot { return true }
    if entry.uid == uid { return entry.mode >> 6 & access.rawValue != 0 }
    if entry.gid == gid || otherGroups.contains(entry.gid) { return entry.mode >> 3 & access.rawValue != 0 }
    return entry.mode & access.rawValue != 0
  }
}

extension ImageFacts {
  /// Who the container runs as; nil where the image does not know the name of its user or group.
  package var identity: ProcessIdentity? {
    let parts = config.execution.user.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let uid: UInt32
    switch user {
    case .notSet, .root: uid = 0
    case .other(_, let number?): uid = number
    case .other(_, nil), .unknown: return nil
    }
    let entry = facts.passwd.flatMap { passwd in
      parts.first.flatMap { passwd.user(named: String($0)) } ?? passwd.user(uid: uid)
    }
    guard parts.count > 1, !parts[1].isEmpty else {
      // Without a group, and without an entry, an engine takes the group of root.
      let others = entry.map { user in (facts.group?.groups ?? []).filter { $0.members.contains(user.name) } }
      return ProcessIdentity(uid: uid, gid: entry?.gid ?? 0, otherGroups: Set((others ?? []).map(\.gid)))
    }
    let name = String(parts[1])
    guard let gid = facts.group?.group(named: name)?.gid ?? UInt32(name) ?? (name == "root" ? 0 : nil) else {
      return nil
    }
    return ProcessIdentity(uid: uid, gid: gid)
  }
}
