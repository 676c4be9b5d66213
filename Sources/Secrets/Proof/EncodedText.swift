/// Base64 of a text that has a password or a token in it, encoded once or twice.
enum EncodedText {
  /// Times that a text may be encoded.
  private static let levels = 3

  /// What the telling words look like inside Base64, at each of the three places where they can start, encoded once and
  /// twice: the trigger of the type.
  static let triggers: String = {
    let words = [
      "password", "passwd", "secret", "token", "PASSWORD", "SECRET", "TOKEN", "Password", "api_key", "apiKey",
    ]
    let once = words.flatMap { inside(Array($0.utf8)) }
    let twice = once.flatMap { inside(Array($0.utf8)) }
    return "(?:" + Set(once + twice).filter { $0.utf8.count >= 6 }.sorted().joined(separator: "|") + ")"
  }()

  /// The characters of Base64 that depend on the word alone, for each of the three places.
  static func inside(_ word: [UInt8]) -> [String] {
    (0..<3).map { offset in
      let text = Array(Decode.encodeBase64([UInt8](repeating: 0, count: offset) + word).utf8)
      // A character is the word's own where all its six bits are.
      let first = (offset * 8 + 5) / 6
      let last = (offset + word.count) * 8 / 6
      return String(decoding: text[first..<min(last, text.count)], as: UTF8.self).literalExpression
    }
  }

  /// Proven where the text has a secret in it, be it encoded again.
  static func verdict(on encoded: [UInt8]) -> Verdict {
    var bytes = encoded
    for level in 1...levels {
      guard let decoded = Decode.base64(bytes), decoded.count >= 12, isText(decoded) else { return .rejected }
      if hasSecret(decoded) {
        return .proven(
          level == 1 ? "it decodes to a text with a secret" : "it decodes twice to a text with a secret")
      }
      bytes = decoded
      while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    }
    return .rejected
  }

  private static func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
      && String(validating: bytes, as: UTF8.self) != nil
  }

  /// Whether a line or a member gives a value that is a secret to a name that says so.
  private static func hasSecret(_ text: [UInt8]) -> Bool {
    let first = text.first { $0 > 0x20 }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    let fields =
      isJSON ? JSONFields.read(text) : LineFields.read(text) + YAMLFields.read(text) + PairFields.read(text)
    return fields.contains { field in
      let value = Array(text[field.range])
      guard value.count <= 512, !Placeholder.matches(value, namedByFormat: true),
        let kind = AssignmentName.kind(of: Array(field.name.utf8))
      else { return false }
      if TokenShape.isToken(value) { return true }
      return kind == .password && ChosenPassword(value).isPassword(inConfiguration: true)
    }
  }
}
