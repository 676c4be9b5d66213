import ArchiveIO
import Foundation

/// Puts a docker-archive together in memory, so that a test goes through the whole reading of images.
package struct ImageBuilder {
  package struct Layer {
    package var instruction: String
    package var members: [TarWriter.Member] = []
    /// What the config says instead of the layer's true diff ID.
    package var statedDiffID: String?

    package init(_ instruction: String, _ members: [TarWriter.Member] = []) {
      self.instruction = instruction
      self.members = members
    }
  }

  /// A history step: with the number of a layer, or without one.
  package enum Step {
    case layer(Layer)
    case empty(String)
  }

  package var tags = ["app:1.0"]
  package var os = "linux"
  package var architecture = "amd64"
  /// RFC 3339 date and time of the build; nil for none.
  package var created: String?
  /// The config's `config` object, as JSON values.
  package var execution: [String: any Sendable] = [:]
  package var steps: [Step] = []

  package init() {}

  /// The archive; `manifest.json` stands last, as it may.
  package func archive() throws -> [UInt8] {
    var members: [TarWriter.Member] = []
    var names: [String] = []
    var diffIDs: [String] = []
    var history: [[String: any Sendable]] = []
    for step in steps {
      switch step {
      case .layer(let layer):
        let tar = TarWriter.tar(layer.members)
        let digest = Digest.of(ByteView(copying: tar))
        var member = TarWriter.Member("\(names.count)-\(digest.hex)/layer.tar")
        member.content = tar
        members.append(member)
        names.append(String(decoding: member.path, as: UTF8.self))
        diffIDs.append(layer.statedDiffID ?? digest.description)
        history.append(["created_by": layer.instruction])
      case .empty(let instruction):
        history.append(["created_by": instruction, "empty_layer": true])
      }
    }
    var config: [String: any Sendable] = [
      "os": os, "architecture": architecture, "config": execution, "history": history,
      "rootfs": ["type": "layers", "diff_ids": diffIDs] as [String: any Sendable],
    ]
    if let created { config["created"] = created }
    let configBytes = try JSONSerialization.data(withJSONObject: config, options: [.sortedKeys])
    let configName = Digest.of(ByteView(copying: configBytes)).hex + ".json"
    members.append(Self.member(configName, configBytes))
    let manifest: [[String: any Sendable]] = [["Config": configName, "RepoTags": tags, "Layers": names]]
    members.append(
      Self.member(
        "manifest.json", try JSONSerialization.data(withJSONObject: manifest, options: [.sortedKeys])))
    return TarWriter.tar(members)
  }

  private static func member(_ name: String, _ content: Data) -> TarWriter.Member {
    var member = TarWriter.Member(name)
    member.content = Array(content)
    return member
  }
}
