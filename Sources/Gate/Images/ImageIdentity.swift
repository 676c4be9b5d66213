import Findings
import Images

/// What tells the findings of an image from those of others: it stays the same from build to build.
struct ImageIdentity: Hashable {
  /// Without tag and digest.
  let name: String
  /// The platform where one name stands for several images, and the order where several share that too.
  var extra = ""

  /// What tells each image from the others of its name, for people; nil for an image that is alone with its name.
  static func variants(_ images: [(name: String, platform: String, tag: String)]) -> [String?] {
    Dictionary(grouping: images.indices) { images[$0].name }.values.reduce(
      into: [String?](repeating: nil, count: images.count)
    ) { variants, group in
      guard group.count > 1 else { return }
      let ways: [(Int) -> String] = [
        { images[$0].platform }, { images[$0].tag }, { "\(images[$0].tag) \(images[$0].platform)" },
      ]
      let way =
        ways.first { way in Set(group.map(way)).count == group.count && !group.contains { way($0).isEmpty } }
        ?? { "number \($0 + 1)" }
      for index in group { variants[index] = way(index) }
    }
  }

  /// Several platforms of one image are distinguished by the platform, several builds of it by their order.
  static func all(_ images: [(name: String, platform: String)]) -> [ImageIdentity] {
    var counts: [String: Int] = [:]
    for image in images { counts[image.name, default: 0] += 1 }
    var numbers: [ImageIdentity: Int] = [:]
    return images.map { image in
      let platform = counts[image.name, default: 0] > 1 ? image.platform : ""
      let plain = ImageIdentity(name: image.name, extra: platform)
      let number = numbers[plain, default: 0] + 1
      numbers[plain] = number
      return number == 1 ? plain : ImageIdentity(name: image.name, extra: "\(platform) \(number)")
    }
  }
}

extension ImageFacts {
  /// What tells the facts of this image from those of others in a run.
  var scope: String { "\(name) \(platform) \((configDigest ?? digest).map { "\($0)" } ?? "")" }
}

extension Finding {
  /// The finding with its places in an image told from those in others of the image's name.
  func of(_ variant: String?, image: String) -> Finding {
    guard let variant else { return self }
    var finding = self
    if finding.location.image == image || finding.location.file != nil { finding.location.variant = variant }
    var related = finding.related
    for index in related.indices where related[index].location.image == image {
      related[index].location.variant = variant
    }
    finding.related = related
    return finding
  }
}
