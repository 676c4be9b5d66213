import ArchiveIO
import Findings
import Images

/// A program of the final tree that has capabilities.
struct CapableFile {
  let occurrence: FileOccurrence
  let capabilities: FileCapabilities
  /// The distribution's package that brings it; nil where none does.
  let package: String?

  /// Capabilities by which a process becomes root, or as good as root.
  private static let powerful: Set<String> = [
    "CAP_AUDIT_CONTROL", "CAP_BPF", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER",
    "CAP_LINUX_IMMUTABLE", "CAP_MAC_ADMIN", "CAP_MAC_OVERRIDE", "CAP_MKNOD", "CAP_NET_ADMIN", "CAP_PERFMON",
    "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYSLOG", "CAP_SYS_ADMIN", "CAP_SYS_BOOT",
    "CAP_SYS_CHROOT", "CAP_SYS_MODULE", "CAP_SYS_PTRACE", "CAP_SYS_RAWIO", "CAP_SYS_TIME",
  ]

  var powerfulNames: [String] { capabilities.names.filter(Self.powerful.contains) }
}

extension ImageFacts {
  /// The programs with capabilities that a container sees, in layer order.
  var capableFiles: [CapableFile] {
    layers.enumerated().flatMap { number, layer in
      layer.scan.attributes.sorted { $0.key < $1.key }.compactMap { index, attributes in
        let id = EntryID(layer: number, index: index)
        guard let value = attributes.first(where: { $0.name == "security.capability" })?.value,
          let capabilities = FileCapabilities(parsing: value), capabilities.permitted != 0,
          tree.node(of: id) != nil
        else { return nil }
        let file = occurrence(id)
        guard file.state == .visible, file.entry.kind == .file else { return nil }
        let owner = facts.owners.owner(of: file.path.bytes[...])
        return CapableFile(
          occurrence: file, capabilities: capabilities,
          package: owner.flatMap { $0.ecosystem.isSystem ? $0.package : nil })
      }
    }
  }
}
