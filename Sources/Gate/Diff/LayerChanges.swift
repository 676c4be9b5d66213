import Reports

/// Sets the layers of two images against each other: first by content, then by the instruction that made them.
struct LayerChanges {
  private(set) var same = 0
  private(set) var sameBytes: Int64 = 0
  /// The largest change first.
  private(set) var changes: [LayerChange] = []

  init(_ old: [LayerSummary], _ new: [LayerSummary]) {
    let byContent = Self.pairs(old, new) { $0.diffID }
    same = byContent.count
    sameBytes = byContent.reduce(0) { $0 + $1.new.uncompressedSize }
    let left = Self.rest(old, byContent.map(\.old))
    let right = Self.rest(new, byContent.map(\.new))
    let byInstruction = Self.pairs(left, right) { $0.instruction.map(Self.stable) }
    changes = byInstruction.map { Self.change($0.old, $0.new) }
    changes += Self.rest(left, byInstruction.map(\.old)).map { Self.change($0, nil) }
    changes += Self.rest(right, byInstruction.map(\.new)).map { Self.change(nil, $0) }
    changes.sort {
      ($1.bytes.growth.magnitude, $0.new ?? .max, $0.old ?? .max) < (
        $0.bytes.growth.magnitude, $1.new ?? .max, $1.old ?? .max
      )
    }
  }

  /// Layers of both sides with the same key, in their order; layers without a key have no partner.
  private static func pairs(
    _ old: [LayerSummary], _ new: [LayerSummary], key: (LayerSummary) -> String?
  ) -> [(old: LayerSummary, new: LayerSummary)] {
    var waiting: [String: ArraySlice<LayerSummary>] = [:]
    for layer in old { if let key = key(layer) { waiting[key, default: []].append(layer) } }
    return new.compactMap { layer in
      guard let key = key(layer), let partner = waiting[key]?.popFirst() else { return nil }
      return (partner, layer)
    }
  }

  private static func rest(_ layers: [LayerSummary], _ paired: [LayerSummary]) -> [LayerSummary] {
    let taken = Set(paired.map(\.index))
    return layers.filter { !taken.contains($0.index) }
  }

  private static func change(_ old: LayerSummary?, _ new: LayerSummary?) -> LayerChange {
    LayerChange(
      old: old?.index, new: new?.index, instruction: new?.instruction ?? old?.instruction,
      bytes: ByteChange(old: old?.uncompressedSize ?? 0, new: new?.uncompressedSize ?? 0))
  }

  /// The instruction without the hash of the content that builders write into `COPY` and `ADD`: `file:0123...`.
  private static func stable(_ instruction: String) -> String {
    var result = ""
    var word = ""
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
