import Compose
import Findings
import Images

/// What a service mounts, and where: there the image does not decide what a container sees.
package struct MountedPaths: Sendable {
  /// One place at which something is mounted.
  package struct Mounted: Sendable {
    package enum Kind: Sendable, Hashable {
      /// A file or directory of the host.
      case bind
      /// A volume, which starts with what the image has there.
      case volume
      /// A file system in memory, empty at first.
      case memory
      /// A secret or config: one file.
      case file
      /// Another image, a pipe, a volume of a cluster.
      case other
    }

    /// After the image's own links.
    package let path: ArchivePath
    package let kind: Kind
    package let isReadOnly: Bool
    /// The symbolic place.
    package let key: Key
    /// The volume's name; nil for what has none.
    package let source: String?
  }

  package let all: [Mounted]
  /// Whether other containers' mounts, or those that only the run time knows, are among them too.
  package let isComplete: Bool

  init(_ service: Service, in image: ImageFacts) {
    let mounts = service.mounts.filter { !$0.node.isUnknown && !$0.target.isEmpty }
    var all = mounts.map { mount in
      Mounted(
        path: image.canonical(mount.target), kind: Self.kind(mount.kind), isReadOnly: mount.isReadOnly,
        key: mount.key, source: mount.source)
    }
    for field in service.section.texts("tmpfs") {
      let parts = field.value.split(separator: ":", maxSplits: 1).map(String.init)
      guard let path = parts.first else { continue }
      let isReadOnly = parts.count > 1 && parts[1].split(separator: ",").contains("ro")
      all.append(
        Mounted(
          path: image.canonical(path), kind: .memory, isReadOnly: isReadOnly, key: field.key, source: nil))
    }
    func addGrants(_ list: String, in folder: String) {
      for grant in service.section.sections(list) {
        guard let name = grant.text("target")?.value ?? grant.text("source")?.value else { continue }
        let path = name.hasPrefix("/") ? name : folder + name
        all.append(
          Mounted(path: image.canonical(path), kind: .file, isReadOnly: true, key: grant.key, source: nil))
      }
    }
    addGrants("secrets", in: "/run/secrets/")
    addGrants("configs", in: "/")
    self.all = all
    isComplete = mounts.count == service.mounts.count && !service.section.has("volumes_from")
  }

  private static func kind(_ kind: Mount.Kind) -> Mounted.Kind {
    switch kind {
    case .bind: .bind
    case .volume: .volume
    case .tmpfs: .memory
    case .cluster, .npipe, .image: .other
    }
  }

  /// The deepest mount at a path or above it.
  package func over(_ path: ArchivePath) -> Mounted? {
    all.filter { $0.path.holds(path) }.max { $0.path.bytes.count < $1.path.bytes.count }
  }

  /// Whether something else than the image may decide what is at a path.
  package func mayHide(_ path: ArchivePath) -> Bool { !isComplete || over(path) != nil }
}
