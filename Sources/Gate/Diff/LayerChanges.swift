import Reports

/// Sets the layers of two images against each other: first by content, then by the instruction that made them.
struct LayerChanges {
  private(set) var same = 0
  private(set) var sameBytes: Int64 = 0
  /// The largest change first.
  private(set) var changes: [LayerChange] = []

  init(_ old: [LayerSummary], _ new: [LayerSummary]) {
    var left = old
    var right: [LayerSummary] = []
    for layer in new {
      let twin = layer.diffID.flatMap { diffID in left.firstIndex { $0.diffID == diffID } }
      guard let twin else {
        right.append(layer)
        continue
      }
      left.remove(at: twin)
      same += 1
      sameBytes += layer.uncompressedSize
    }
    for layer in right {
      let text = layer.instruction.map(Self.stable)
      let before = text.flatMap { text in left.firstIndex { $0.instruction.map(Self.stable) == text } }
      changes.append(Self.change(before.map { left.remove(at: $0) }, layer))
    }
    changes += left.map { Self.change($0, nil) }
    changes.sort {
      ($1.bytes.growth.magnitude, $0.new ?? .max, $0.old ?? .max) < (
        $0.bytes.growth.magnitude, $1.new ?? .max, $1.old ?? .max
      )
    }
  }

  private static func change(_ old: LayerSummary?, _ new: LayerSummary?) -> LayerChange {
    LayerChange(
      old: old?.index, new: new?.index, instruction: new?.instruction ?? old?.instruction,
      bytes: ByteChange(old: old?.uncompressedSize ?? 0, new: new?.uncompressedSize ?? 0))
  }

  /// The instruction without the hash of the content that builders write into `COPY` and `ADD`: `file:0123...`.
  private static func stable(_ instruction: String) -> Substring {
    var result = Substring()
    var word = Substring()
    for character in instruction + " " {
      guard !character.isHexDigit else {
        word.append(character)
        continue
      }
      if word.count < hashLength { result += word }
      result.append(character)
      word = ""
    }
    return result
  }

  /// Digits of a SHA-256 digest.
  private static let hashLength = 64
}
