import ArchiveIO

/// The named parts of a saved image, whatever holds them.
protocol MemberStore {
  /// The content of a part; links are followed, but only inside. nil where it is absent.
  func content(_ name: String) throws(ImageError) -> MemberContent?

  /// The name that `name` leads to once links are followed: the same for all names of one blob.
  func target(_ name: String) -> String

  /// What lies at most two levels deep, in order, and the topmost folder of all that lies deeper: enough to know a
  /// format without an index by, and few even where a root file system has a million files.
  func names() throws(ImageError) -> [String]
}

/// A part of a saved image.
enum MemberContent: Sendable {
  case bytes(ByteView)
  /// The first bytes of a part in which the archive ends.
  case cut(ByteView)
  /// A layer that was read when it came by, since the archive can only be read forward.
  case scanned(LayerScan)
}

/// The members of an archive.
struct ArchiveStore: MemberStore {
  private enum Member: Sendable {
    case content(MemberContent)
    case link(String)
  }

  private var members: [String: Member] = [:]
  private let linkDepth: Int

  init(linkDepth: Int) { self.linkDepth = linkDepth }

  /// Adds a member; of several with one name the last counts, as it does when the archive is unpacked.
  mutating func add(_ member: ArchiveMember, _ content: MemberContent?) {
    let name = String(decoding: member.name, as: UTF8.self)
    let link = String(decoding: member.link, as: UTF8.self)
    switch member.kind {
    case .file:
      members[name] = content.map { .content($0) }
    case .symbolicLink:
      members[name] = Self.resolve(link, from: name).map { .link($0) }
    case .hardLink:
      members[name] = Self.resolve(link, from: "").map { .link($0) }
    case .directory, .characterDevice, .blockDevice, .fifo, .other:
      break
    }
  }

  func names() -> [String] {
    var names: Set<String> = []
    for name in members.keys {
      let parts = name.utf8.split(
        separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
      names.insert(parts.count < 3 ? name : String(Substring(parts[0])))
    }
    return names.sorted()
  }

  func content(_ name: String) -> MemberContent? {
    switch members[target(name)] {
    case .content(let content): content
    case .link, nil: nil
    }
  }

  func target(_ name: String) -> String {
    var name = name
    for _ in 0..<linkDepth {
      guard case .link(let next) = members[name] else { return name }
      name = next
    }
    return name
  }

  /// A link's target as a member's name; nil where it leads outside the archive.
  static func resolve(_ target: String, from name: String) -> String? {
    var parts = target.hasPrefix("/") ? [] : name.split(separator: "/").dropLast().map(String.init)
    for part in target.split(separator: "/") where part != "." {
      guard part == ".." else {
        parts.append(String(part))
        continue
      }
      guard parts.popLast() != nil else { return nil }
    }
    return parts.joined(separator: "/")
  }
}
