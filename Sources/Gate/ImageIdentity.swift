import Images

/// What tells the findings of an image from those of others: it stays the same from build to build.
struct ImageIdentity: Hashable {
  /// Without tag and digest.
  let name: String
  /// The platform where one name stands for several images, and the order where several share that too.
  var extra = ""

  /// Several platforms of one image are told apart by the platform, several builds of it by their order.
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
