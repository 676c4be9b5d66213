import Findings

/// A file of the host that a service mounts and somebody asks about.
package struct MountedFile: Sendable {
  package enum Content: Sendable {
    case bytes([UInt8])
    /// Why it could not be read, as a clause.
    case unread(String)
  }

  /// The service's name.
  package let service: String
  /// The path in the container.
  package let path: String
  /// The path on the host, or what else the text comes from.
  package let source: String
  /// The symbolic place of the mount.
  package let key: Key
  package let content: Content

  package init(service: String, path: String, source: String, key: Key, content: Content) {
    self.service = service
    self.path = path
    self.source = source
    self.key = key
    self.content = content
  }
}

extension Service {
  /// A thing that is mounted and is a file of the host or lies in a directory of it.
  package struct FileMount: Sendable {
    package let target: String
    /// The path on the host, or the text itself.
    package let source: Source
    package let key: Key
    /// Whether a part of it is only known at run time.
    package let isUnknown: Bool

    package enum Source: Sendable {
      case host(String)
      case text(String)
    }
  }

  /// The bind mounts, and the configs and secrets that come from files or stand in the compose file.
  package func fileMounts(in project: Project) -> [FileMount] {
    let binds = mounts.filter { $0.kind == .bind }.compactMap { mount in
      mount.source.map {
        FileMount(
          target: mount.target, source: .host($0), key: mount.key,
          isUnknown: mount.node.mapping?.hasUnknown ?? false)
      }
    }
    return binds + given("configs", folder: "/", project.config)
      + given("secrets", folder: "/run/secrets/", project.secret)
  }

  private func given(_ kind: String, folder: String, _ known: (String) -> SecretOrConfig?) -> [FileMount] {
    section.sections(kind).compactMap { entry in
      guard let name = entry.text("source")?.value, let known = known(name) else { return nil }
      let target = entry.text("target")?.value ?? name
      let path = target.hasPrefix("/") ? target : folder + target
      if let file = known.section.text("file") {
        return FileMount(target: path, source: .host(file.value), key: entry.key, isUnknown: file.isUnknown)
      }
      return known.section.text("content").map {
        FileMount(target: path, source: .text($0.value), key: entry.key, isUnknown: $0.isUnknown)
      }
    }
  }
}

extension Mapping {
  /// Whether source or target are only known at run time.
  fileprivate var hasUnknown: Bool {
    pairs.contains { ["source", "target"].contains($0.key) && $0.value.isUnknown }
  }
}
