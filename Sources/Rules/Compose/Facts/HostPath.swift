import Compose
import Findings

/// A path of the host that a service mounts, directly or through a named volume that binds it.
struct HostPath {
  /// The path without `.` and `..`.
  let path: String
  let isReadOnly: Bool
  /// The symbolic place of the mount.
  let key: Key
  /// Where a named volume states the path; nil for a bind mount.
  let volumeKey: Key?

  /// All host paths of a service.
  static func all(of service: Service, in project: Project) -> [HostPath] {
    service.mounts.compactMap { mount in
      guard let source = mount.source else { return nil }
      switch mount.kind {
      case .bind, .npipe:
        guard !source.isEmpty else { return nil }
        return HostPath(source, mount, volumeKey: nil)
      case .volume:
        guard let bound = project.volume(source)?.boundPath else { return nil }
        return HostPath(bound.value, mount, volumeKey: bound.key)
      case .tmpfs, .cluster, .image:
        return nil
      }
    }
  }

  private init(_ path: String, _ mount: Mount, volumeKey: Key?) {
    self.path = FilePath.normalised(path)
    isReadOnly = mount.isReadOnly
    key = mount.key
    self.volumeKey = volumeKey
  }

  var place: SymbolicLocation { .compose(key: key) }

  var related: [Match.Related] {
    volumeKey.map { [Match.Related(.compose(key: $0), "the volume is bound to this path")] } ?? []
  }
}

extension HostPath {
  /// How a path leads to a container engine.
  enum EngineAccess {
    /// The socket itself.
    case socket
    /// A directory that holds the socket.
    case directory
  }

  /// Whether the path is an engine's socket or a directory with one in it.
  var engineAccess: EngineAccess? {
    let plain = path.hasPrefix("/private/") ? String(path.dropFirst(8)) : path
    let isWindows = plain.utf8.contains(UInt8(ascii: "\\"))
    let name = FilePath.name(of: isWindows ? plain.replacing("\\", with: "/") : plain)
    if Self.socketNames.contains(name) || Self.socketEndings.contains(where: plain.hasSuffix)
      || plain.hasSuffix("/pipe/docker_engine")
      || isWindows && plain.lowercased().contains("pipe\\docker_engine")
    {
      return .socket
    }
    return Self.socketDirectories.contains(Self.forAnyUser(plain)) ? .directory : nil
  }

  /// The path with `*` for the number of the user whose runtime directory it leads to: `/run/user/*/bus`.
  private static func forAnyUser(_ path: String) -> String {
    for start in ["/run/user/", "/var/run/user/"] where path.hasPrefix(start) {
      let rest = path.dropFirst(start.count).drop { $0.isNumber }
      return rest.isEmpty || rest.hasPrefix("/") ? "/run/user/*" + rest : path
    }
    return path
  }

  /// How bad it is to mount the path, with what it gives; nil for a path that is nobody's business.
  var sensitivity: (severity: Severity, reason: String)? {
    let path = Self.forAnyUser(path)
    guard let rule = Self.table.first(where: { $0.matches(path) }) else { return nil }
    guard let severity = isReadOnly ? rule.readOnly : rule.writable else { return nil }
    return (severity, rule.reason)
  }
}
