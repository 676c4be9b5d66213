import Findings
import TOML

/// Where else a repository may be, after the caller's or the system's `registries.conf` (containers-registries.conf(5), version 2).
struct RegistryMirrors {
  let options: SourceOptions

  /// One place to ask, in the order of the file.
  struct Place: Hashable {
    /// The name with tag and digest there.
    let reference: ImageReference
    let isInsecure: Bool
    /// The mirror's location; nil for the registry itself.
    let mirror: String?
  }

  private struct Registry {
    let prefix: String
    let file: String
    var location: String
    var isInsecure: Bool
    var isBlocked: Bool
    var mirrors: [Mirror]
  }

  private struct Mirror {
    let location: String
    let isInsecure: Bool
    let takes: Pull
  }

  /// Which references a mirror has.
  private enum Pull: String {
    case all
    case digestOnly = "digest-only"
    case tagOnly = "tag-only"
  }

  /// Where to ask for an image: mirrors first, then the registry's own location.
  ///
  /// - Throws: where a file cannot be read, or blocks the registry.
  func places(of reference: ImageReference) throws(SourceFailure) -> [Place] {
    let name = reference.fullName
    let matching = try registries().filter { Self.matches($0.prefix, name) }
    // The longest prefix counts; of one prefix in several files the last.
    guard let registry = matching.max(by: { $0.prefix.count < $1.prefix.count }) else {
      return [Place(reference: reference, isInsecure: false, mirror: nil)]
    }
    guard !registry.isBlocked else {
      throw SourceFailure("\(registry.file) blocks \(registry.prefix)")
    }
    let mirrors = registry.mirrors.filter { mirror in
      switch mirror.takes {
      case .all: true
      case .digestOnly: reference.digest != nil
      case .tagOnly: reference.digest == nil
      }
    }
    return mirrors.map {
      Place(
        reference: Self.moved(reference, from: registry.prefix, to: $0.location), isInsecure: $0.isInsecure,
        mirror: $0.location)
    } + [
      Place(
        reference: Self.moved(reference, from: registry.prefix, to: registry.location),
        isInsecure: registry.isInsecure, mirror: nil)
    ]
  }

  // MARK: Names

  /// Whether a prefix is that of a whole name: a host, perhaps `*.` and a domain, or a host with a path.
  private static func matches(_ prefix: String, _ name: String) -> Bool {
    if prefix.hasPrefix("*.") {
      let host = name.prefix { $0 != "/" && $0 != ":" }
      return host.hasSuffix(prefix.dropFirst()) && host.count > prefix.count - 1
    }
    guard name.hasPrefix(prefix) else { return false }
    let next = name.dropFirst(prefix.count).first
    return next == nil || next == "/"
  }

  private static func moved(_ reference: ImageReference, from prefix: String, to location: String)
    -> ImageReference
  {
    let name = reference.fullName
    guard !location.isEmpty, location != prefix else { return reference }
    // What a wildcard stands for is the host, which the location takes the place of.
    let rest = prefix.hasPrefix("*.") ? name.drop { $0 != "/" } : name.dropFirst(prefix.count)
    var moved = ImageReference(location + rest)
    (moved.tag, moved.digest) = (reference.tag, reference.digest)
    return moved
  }

  // MARK: Files

  /// Those of all files, the later ones in the place of earlier ones with the same prefix.
  private func registries() throws(SourceFailure) -> [Registry] {
    var found: [String: Registry] = [:]
    for file in files {
      for registry in try Self.read(file) { found[registry.prefix] = registry }
    }
    return found.values.sorted { $0.prefix < $1.prefix }
  }

  private var files: [String] {
    if let file = options.variable("CONTAINERS_REGISTRIES_CONF") { return [file] }
    let own = options.home.map { "\($0)/.config/containers" }
    let system = "\(options.systemRoot)/etc/containers"
    let ownFile = own.map { "\($0)/registries.conf" }.flatMap { HostFile.exists($0) ? $0 : nil }
    // A file of the caller's own stands for all of the system's.
    let folders = (ownFile == nil ? [system] : []) + [own].compactMap(\.self)
    let parts = folders.map { "\($0)/registries.conf.d" }.flatMap { folder in
      HostFile.names(in: folder).filter { $0.hasSuffix(".conf") }.map { "\(folder)/\($0)" }
    }
    return [ownFile ?? "\(system)/registries.conf"] + parts
  }

  private static func read(_ file: String) throws(SourceFailure) -> [Registry] {
    guard let text = try HostFile.text(file) else { return [] }
    let table: TOMLTable
    do { table = try TOMLTable.read(text) } catch {
      throw SourceFailure("\(file) is not TOML: \(error)")
    }
    return table.tables("registry").compactMap { entry in
      let location = entry["location"]?.string ?? ""
      let prefix = entry["prefix"]?.string ?? location
      guard !prefix.isEmpty else { return nil }
      let isByDigest = entry["mirror-by-digest-only"]?.boolean ?? false
      return Registry(
        prefix: prefix, file: file, location: location, isInsecure: entry["insecure"]?.boolean ?? false,
        isBlocked: entry["blocked"]?.boolean ?? false,
        mirrors: entry.tables("mirror").compactMap { mirror in
          guard let location = mirror["location"]?.string, !location.isEmpty else { return nil }
          let takes = mirror["pull-from-mirror"]?.string.flatMap(Pull.init)
          return Mirror(
            location: location, isInsecure: mirror["insecure"]?.boolean ?? false,
            takes: takes ?? (isByDigest ? .digestOnly : .all))
        })
    }
  }
}
