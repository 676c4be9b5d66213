import ArchiveIO
import TestSupport

@testable import Images

/// Layers out of a few names, so that they meet often: files, directories, links of both kinds, whiteouts, opaque
/// marks, in any order. No engine refuses any of their entries.
struct RandomLayers {
  private(set) var layers: [[TarWriter.Member]] = []
  private(set) var model = ModelFileSystem()
  private var random: FixedRandom

  /// - Parameter avoidsLinkedFiles: whether no file is written where a hard link to another one stands. umoci before 0.5
  ///   writes into the file that both show, against layer.md, where a changed file is a new one.
  init(seed: UInt64, avoidsLinkedFiles: Bool = false) {
    random = FixedRandom(seed: seed)
    for layer in 0..<Int.random(in: 2...4, using: &random) {
      var members: [TarWriter.Member] = []
      model.startLayer()
      for _ in 0..<Int.random(in: 1...9, using: &random) {
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
    case 0...2: return file(folder + name(), content)
    case 3...4: return directory(path())
    case 5...6: return symbolicLink(folder + name(), to: absolute + path())
    case 7: return hardLink(folder + name(), to: path())
    case 8...9: return file(folder + ".wh." + name())
    default: return file(folder + ".wh..wh..opq")
    }
  }

  var description: String {
    layers.map { members in
      members.map {
        "\($0.kind) \(String(decoding: $0.path, as: UTF8.self)) \(String(decoding: $0.link, as: UTF8.self))"
      }
      .joined(separator: "\n")
    }.joined(separator: "\n--\n")
  }
}
