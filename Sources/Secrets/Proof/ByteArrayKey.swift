/// A key that a program holds as numbers: `0x1F, 0x8B, ...` or `31, 139, ...`.
enum ByteArrayKey {
  /// Lengths of keys in bytes.
  private static let lengths: Set<Int> = [16, 20, 24, 32, 48, 64, 128]

  static func verdict(on text: [UInt8]) -> Verdict {
    guard let bytes = bytes(of: text), lengths.contains(bytes.count) else { return .rejected }
    let steps = Set(zip(bytes, bytes.dropFirst()).map { $1 &- $0 })
    // Chance repeats few bytes; a table rises or falls by the same step.
    guard Set(bytes).count * 10 >= bytes.count * 7, steps.count > bytes.count / 3 else { return .rejected }
    return .proven("it has \(bytes.count) bytes without a pattern")
  }

  private static func bytes(of text: [UInt8]) -> [UInt8]? {
    let words = text.split { !($0.isWord || $0 == UInt8(ascii: "-")) }
    var bytes: [UInt8] = []
    for word in words where !word.elementsEqual("byte".utf8) {
      let digits = String(decoding: word, as: UTF8.self).lowercased()
      let number = digits.hasPrefix("0x") ? Int(digits.dropFirst(2), radix: 16) : Int(digits)
      guard let number, (-128...255).contains(number) else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: number))
    }
    return bytes
  }
}
