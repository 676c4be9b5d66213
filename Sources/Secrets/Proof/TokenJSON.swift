import Foundation

/// JSON that a token carries.
enum TokenJSON {
  /// Bytes of JSON that are read; a token's part is far smaller.
  private static let limit = 64 << 10

  static func isObject(_ bytes: [UInt8]) -> Bool { object(bytes) != nil }

  /// The object's members; nil for anything but an object.
  static func object(_ bytes: [UInt8]) -> [String: Any]? {
    guard bytes.count <= limit, nesting(bytes) <= 32 else { return nil }
    do {
      return try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    } catch {
      return nil
    }
  }

  /// How deep brackets nest, strings left out roughly: an upper bound that keeps the parser's recursion small.
  private static func nesting(_ bytes: [UInt8]) -> Int {
    var depth = 0
    var deepest = 0
    for byte in bytes {
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
      deepest = max(deepest, depth)
    }
    return deepest
  }
}
