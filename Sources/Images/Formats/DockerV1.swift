import ArchiveIO

/// Images of Docker before 1.10: each layer is a directory `<id>` with `json` and `layer.tar`, and
/// `repositories` names the topmost ones.
struct DockerV1 {
  let reader: MetadataReader

  /// The images, by name and id; nil where no directory has a layer of this form.
  func images() throws(ImageError) -> [ImageRecord]? {
    let names = try reader.store.names()
    let ids = names.compactMap { name -> String? in
      guard name.hasSuffix("/json") else { return nil }
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      return parts.count == 2 && parts[1] == "json" && Self.isID(parts[0]) ? String(parts[0]) : nil
    }
    guard !ids.isEmpty else { return nil }
    var layers: [String: Layer] = [:]
    for id in ids { layers[id] = try reader.decode(id + "/json") }
    let tags = try tags()
    let parents = Set(layers.values.compactMap(\.parent))
    let heads = ids.filter { !parents.contains($0) || tags[$0] != nil }
    guard heads.count <= reader.limits.images else {
      throw reader.damaged(
        "repositories", "tops \(heads.count) images, more than \(reader.limits.images) (--limit images)")
    }
    var images: [ImageRecord] = []
    for head in heads {
      images.append(try image(head, tags[head] ?? [], layers))
    }
    return images
  }

  /// An image or layer id: 64 hexadecimal digits.
  private static func isID(_ text: Substring) -> Bool { Digest(algorithm: .sha256, hex: text) != nil }

  /// The tags of each topmost layer.
  private func tags() throws(ImageError) -> [String: [String]] {
    let repositories: [String: [String: String]] = try reader.decode("repositories") ?? [:]
    var tags: [String: [String]] = [:]
    for (name, ids) in repositories.sorted(by: { $0.key < $1.key }) {
      for (tag, id) in ids.sorted(by: { $0.key < $1.key }) { tags[id, default: []].append("\(name):\(tag)") }
    }
    return tags
  }

  private func image(_ head: String, _ tags: [String], _ layers: [String: Layer]) throws(ImageError)
    -> ImageRecord
  {
    var image = ImageRecord()
    image.tags = tags
    var config = layers[head]?.config ?? ImageConfig()
    config.diffIDs = []
    config.history = []
    let chain = chain(head, layers)
    try reader.count(layers: chain.count, of: head + "/json")
    for id in chain {
      let name = id + "/layer.tar"
      let isPresent = try reader.store.content(name) != nil
      image.layers.append(
        LayerRecord(
          blob: isPresent ? BlobName(member: reader.store.target(name)) : nil, name: name, digest: nil,
          diffID: nil, mediaType: "", size: nil))
      config.history.append(HistoryStep(createdBy: layers[id]?.instruction ?? ""))
    }
    image.config = config
    image.platform = config.platform
    return image
  }

  /// The layers below and including `head`, the lowest first; a cycle ends where it closes.
  private func chain(_ head: String, _ layers: [String: Layer]) -> [String] {
    var chain = [head]
    var seen: Set<String> = [head]
    while let parent = layers[chain[chain.count - 1]]?.parent, seen.insert(parent).inserted {
      chain.append(parent)
    }
    return chain.reversed()
  }

  private struct Layer: Decodable {
    let parent: String?
    /// The command of the container that became this layer.
    let instruction: String
    let config: ImageConfig

    init(from decoder: any Decoder) throws {
      let fields = try AnyCaseFields(decoder)
      let parent: String? = try fields.optional("parent")
      self.parent = parent?.isEmpty == true ? nil : parent
      let container: ImageConfig.Execution? = try fields.optional("container_config")
      instruction = (container?.command ?? []).joined(separator: " ")
      config = try ImageConfig(from: decoder)
    }
  }
}
