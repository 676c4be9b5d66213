import ArchiveIO
import Findings
import Images

/// Layers out of a few names, so that they meet often: files, directories, links of both kinds, whiteouts, opaque
/// marks, in any order. No engine refuses any of their entries.
package struct RandomLayers {
  package private(set) var layers: [[TarWriter.Member]] = []
  package private(set) var model = ModelFileSystem()
  private var random: any RandomNumberGenerator

  /// The layers of a seed, the same everywhere.
  ///
  /// - Parameter avoidsLinkedFiles: whether no file is written where a hard link to another one stands. umoci before 0.5
  ///   writes into the file that both show, against layer.md, where a changed file is a new one.
  package init(seed: UInt64, avoidsLinkedFiles: Bool = false) {
    self.init(FixedRandom(seed: seed), avoidsLinkedFiles: avoidsLinkedFiles)
  }

  /// The layers that this chance makes.
  package init(_ random: some RandomNumberGenerator, avoidsLinkedFiles: Bool = false) {
    self.random = random
    for layer in 0..<Int.random(in: 2...4, using: &self.random) {
      var members: [TarWriter.Member] = []
      model.startLayer()
      for _ in 0..<Int.random(in: 1...9, using: &self.random) {
        let member = member(String(repeating: "x", count: layer * 10 + members.count + 1))
        if avoidsLinkedFiles, isOnLinkedFile(member) { continue }
        do { try model.apply(member, EntryID(layer: layer, index: members.count)) } catch { continue }
        members.append(member)
      }
      layers.append(members)
    }
  }

  private func isOnLinkedFile(_ member: TarWriter.Member) -> Bool {
    guard member.kind == .file, let folder = Self.folder(member, in: model) else { return false }
    let name = ModelFileSystem.split(String(decoding: member.path, as: UTF8.self)).name
    return model.isLinked(folder.isEmpty ? name : folder + "/" + name)
  }

  private static func folder(_ member: TarWriter.Member, in model: ModelFileSystem) -> String? {
    do {
      return try model.resolve(ModelFileSystem.split(String(decoding: member.path, as: UTF8.self)).folder)
    } catch {
      return nil
    }
  }

  private mutating func name() -> String { ["a", "b", "c"].randomElement(using: &random) ?? "a" }

  private mutating func path() -> String {
    var parts: [String] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) { parts.append(name()) }
    return parts.joined(separator: "/")
  }

  private mutating func member(_ content: String) -> TarWriter.Member {
    let folder = Bool.random(using: &random) ? path() + "/" : ""
    let absolute = Bool.random(using: &random) ? "/" : ""
    switch Int.random(in: 0..<12, using: &random) {
    case 0...2: return TarWriter.Member(folder + name(), content: content)
    case 3...4: return TarWriter.Member(path(), kind: .directory)
    case 5...6: return Self.link(.symbolicLink, folder + name(), to: absolute + path())
    case 7: return Self.link(.hardLink, folder + name(), to: path())
    case 8...9: return TarWriter.Member(folder + ".wh." + name())
    default: return TarWriter.Member(folder + ".wh..wh..opq")
    }
  }

  private static func link(_ kind: TarEntryKind, _ path: String, to target: String) -> TarWriter.Member {
    var member = TarWriter.Member(path, kind: kind)
    member.link = Array(target.utf8)
    return member
  }

  package var description: String {
    layers.map { members in
      members.map {
        "\($0.kind) \(String(decoding: $0.path, as: UTF8.self)) \(String(decoding: $0.link, as: UTF8.self))"
      }
      .joined(separator: "\n")
    }.joined(separator: "\n--\n")
  }
}

extension ImageFacts {
  /// Everything in the final tree.
  package var presentNodes: [NodeID] {
    var nodes: [NodeID] = []
    tree.forEachPresentNode { nodes.append($0) }
    return nodes
  }

  /// The final tree as `ModelFileSystem` words its own.
  package var modelOutline: [String] {
    presentNodes.map { node in
      let path = tree.path(node).shown
      let entry = tree.entry(at: node).map { "\($0.layer).\($0.index)" } ?? "unnamed"
      if tree.isDirectory(node) { return "\(path)/ by \(entry)" }
      if let target = tree.linkTarget(node) {
        return "\(path) -> \(String(decoding: target, as: UTF8.self)) by \(entry)"
      }
      let content = tree.content(at: node).map { "\($0.layer).\($0.index)" } ?? "none"
      return "\(path) \(content) by \(entry)"
    }.sorted()
  }
}
