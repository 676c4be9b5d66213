import ArchiveIO
import Compose
import Findings
import Images

extension CrossFacts {
  /// A read-only root with file systems in memory where the program writes beside its volumes.
  ///
  /// An unprivileged user writes only where modes let it: with all these directories in memory, a read-only root takes
  /// nothing away, whatever the program is. Of root that is known of few programs.
  var hardenedWrites: Derivation {
    if let field = service.section.boolean("read_only") {
      if field.isUnknown { return .unknown("whether its root is read-only is known only at run time") }
      return field.value ? .kept : .unknown("the compose file makes the root writable itself")
    }
    if let reason = unknownStart { return .unknown(reason) }
    guard mounts.isComplete else { return .unknown("some of its mounts are known only at run time") }
    if programNames.contains("java") {
      return .unknown("Java loads libraries from /tmp, where a tmpfs does not let it")
    }
    if let identity = plainIdentity { return writes(of: identity) }
    return startsAsRoot ? writesOfRoot : .unknown("its user is not known")
  }

  private func writes(of identity: ProcessIdentity) -> Derivation {
    let writable = WritablePlaces(self, identity)
    if let reason = writable.unclear {
      guard let known = knownWriter else { return .unknown("user \(identity.uid) \(reason)") }
      return writes(of: known)
    }
    let places = writable.directories
    guard places.count <= WritablePlaces.most else {
      return .unknown("user \(identity.uid) may write to \(places.count) directories of the root file system")
    }
    let paths = Phrase.list(places.map(\.path.shown))
    return readOnly(
      places,
      places.isEmpty
        ? "User \(identity.uid) may write nowhere in the root file system of the image."
        : "User \(identity.uid) may write only to \(paths) of the root file system, and these are in memory."
    )
  }

  private var writesOfRoot: Derivation {
    guard let file = compiledProgram else { return .unknown(unknownProgram) }
    guard let known = knownWriter else {
      return .unknown("where \(file.path.name) writes as root does not show in its image")
    }
    return writes(of: known)
  }

  /// The compiled program that does the work, with its habits, where these are all.
  private var knownWriter: (name: String, habits: ImageHabits)? {
    guard let name = compiledName, let habits = ImageHabits.ofProgram(name), !Self.runners.contains(name)
    else { return nil }
    return (name, habits)
  }

  private func writes(of known: (name: String, habits: ImageHabits)) -> Derivation {
    let volumes = image.config.execution.volumes
    let hasData = mounts.all.contains { $0.kind == .volume || $0.kind == .bind } || !volumes.isEmpty
    if project.role(of: service)?.keepsData == true, !hasData {
      return .unknown("no volume is mounted where \(known.name) keeps its data")
    }
    let named = (["/tmp"] + known.habits.writes.filter { $0 != "/tmp" }).compactMap {
      unwritable($0, mayMove: false)
    }
    if let full = named.lazy.compactMap({ self.firstContent(in: $0) }).first {
      return .unknown("a tmpfs where \(known.name) writes would hide \(full)")
    }
    var seen: Set<[UInt8]> = []
    let places = named.map { WritablePlaces.Place(path: $0.path, entry: $0.entry) }.filter {
      seen.insert($0.path.bytes).inserted
    }
    let paths = Phrase.list(places.map(\.path.shown), most: WritablePlaces.most)
    return readOnly(
      places,
      "\(known.name) writes only to its volumes\(places.isEmpty ? "" : " and to \(paths), which are in memory")."
    )
  }

  /// Programs that run what others wrote, whose habits are therefore not all.
  private static let runners: Set<String> = ["gunicorn", "supervisord", "init", "apache2ctl"]

  private func firstContent(in directory: FileOccurrence) -> String? {
    image.tree.node(at: directory.path.bytes, followLast: true).flatMap {
      WritablePlaces.content(of: $0, in: image)
    }
  }

  private func readOnly(_ places: [WritablePlaces.Place], _ reason: String) -> Derivation {
    let texts = places.map { place in
      let mode = String(place.entry.mode & 0o7777, radix: 8)
      let owner =
        place.entry.uid == 0 && place.entry.gid == 0 ? "" : "uid=\(place.entry.uid),gid=\(place.entry.gid),"
      return "\(place.path.shown):\(owner)mode=\(mode)"
    }
    let known = places.map(\.path.shown)
    if let odd = known.first(where: {
      $0.contains(where: { !($0.isASCII && ($0.isLetter || $0.isNumber || "/._-+@".contains($0))) })
    }) {
      return .unknown("the name of \(odd) cannot stand in a tmpfs")
    }
    let root = HardenedPart(.text(["read_only"], "true"), because: reason)
    guard !texts.isEmpty else { return .tighten([root]) }
    return .tighten([
      root,
      HardenedPart(
        .items("tmpfs", texts),
        because:
          "With owner and mode as the image has them; what is written there is gone with the container."),
    ])
  }
}

/// Where an unprivileged user may write in a container's root file system, beside its mounts.
struct WritablePlaces {
  /// A directory or file of the final tree.
  struct Place: Sendable {
    let path: ArchivePath
    let entry: TarEntry
  }

  /// The most file systems in memory that a service gets.
  static let most = 8

  /// The directories without content, each before those in it, so that nothing is hidden.
  private(set) var directories: [Place] = []
  /// Another place where the user may write and that cannot be in memory, as the rest of a sentence about the user; nil
  /// where there is none.
  private(set) var unclear: String?

  init(_ facts: CrossFacts, _ identity: ProcessIdentity) {
    let image = facts.image
    let volumes = image.config.execution.volumes.map { image.canonical($0) }
    var files: [Place] = []
    image.tree.forEachPresentNode { node in
      guard let id = image.tree.entry(at: node) else { return }
      let entry = image.entry(id)
      guard entry.kind == .directory || entry.kind == .file || entry.kind == .hardLink,
        identity.canWrite(entry)
      else { return }
      let place = Place(path: image.tree.path(node), entry: entry)
      guard facts.mounts.over(place.path).map(\.isReadOnly) ?? true,
        !volumes.contains(where: { $0.holds(place.path) }),
        !Self.virtual.contains(where: { $0.holds(place.path) })
      else { return }
      if entry.kind == .directory { directories.append(place) } else { files.append(place) }
    }
    directories.sort { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
    let tops = directories
    let inner = files.filter { file in !tops.contains { $0.path.holds(file.path) } }
    if let file = inner.sorted(by: { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }).first {
      unclear = "may write to the file \(file.path.shown), and whether the program does so does not show"
    }
    directories = directories.filter { directory in
      guard let node = image.tree.node(at: directory.path.bytes, followLast: true),
        let content = Self.content(of: node, in: image)
      else { return true }
      if unclear == nil {
        unclear = "may write to \(directory.path.shown), where a tmpfs would hide \(content)"
      }
      return false
    }
    addFolders(image)
  }

  /// Directories that engines fill themselves.
  private static let virtual = ["proc", "sys", "dev"].map { ArchivePath($0) }

  /// Directories below, which a file system in memory would lack, become file systems of their own.
  private mutating func addFolders(_ image: ImageFacts) {
    var seen = Set(directories.map(\.path.bytes))
    for directory in directories {
      var waiting = image.tree.node(at: directory.path.bytes, followLast: true).map { [$0] } ?? []
      while let node = waiting.popLast(), seen.count <= Self.most {
        for child in image.tree.children(node) where image.tree.isDirectory(child) {
          waiting.append(child)
          guard let id = image.tree.entry(at: child) else { continue }
          let path = image.tree.path(child)
          guard seen.insert(path.bytes).inserted else { continue }
          directories.append(Place(path: path, entry: image.entry(id)))
        }
      }
    }
    directories.sort { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }
  }

  /// A path below a directory that is worth something: a file with content or a link. What skeletons of home directories
  /// hold is worth nothing to a service.
  static func content(of directory: NodeID, in image: ImageFacts) -> String? {
    var waiting = [directory]
    while let node = waiting.popLast() {
      for child in image.tree.children(node) {
        if image.tree.isDirectory(child) {
          waiting.append(child)
          continue
        }
        let size =
          (image.tree.content(at: child) ?? image.tree.entry(at: child)).map { image.entry($0).size } ?? 0
        if image.tree.linkTarget(child) == nil, size == 0 { continue }
        if skeleton.contains(String(decoding: image.tree.name(child), as: UTF8.self)) { continue }
        return image.tree.path(child).shown
      }
    }
    return nil
  }

  private static let skeleton: Set<String> = [".bashrc", ".bash_logout", ".profile", ".face", ".face.icon"]
}
