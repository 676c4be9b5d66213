import Digests
import PatternScan

/// A compiled set of expressions as a file: the key, the payload's hash, and the payload. Anything else in any place makes it
/// foreign, so that the library sees only what it wrote itself.
enum PatternFile {
  /// Bytes of the largest file that is read; the built-in expressions take about one million.
  static let mostBytes = 64 << 20

  /// A hash over all that the compiled form depends on, in hexadecimal digits.
  static func key(for expressions: [PatternExpression], on set: InstructionSet? = nil) -> String {
    let hash = MessageDigest(.sha256)
    hash.update(Array("\(PatternDatabase.platform(for: set))\n\(expressions.count)\n".utf8))
    for expression in expressions { hash.update(Array("\(expression.identity)\n".utf8)) }
    return Hexadecimal.text(hash.finish())
  }

  static func bytes(_ payload: [UInt8], key: String) -> [UInt8] {
    Array(key.utf8) + Array(Hexadecimal.text(MessageDigest.sha256(payload)).utf8) + payload
  }

  /// The database in a file's bytes; nil where they are not what `bytes` made under this key.
  static func database(in bytes: [UInt8], key: String) -> PatternDatabase? {
    let head = key.utf8.count
    guard bytes.count > 2 * head, bytes.starts(with: key.utf8) else { return nil }
    let payload = bytes[(2 * head)...]
    guard bytes[head..<(2 * head)].elementsEqual(Hexadecimal.text(MessageDigest.sha256(payload)).utf8)
    else { return nil }
    return PatternDatabase(serialized: bytes.span.extracting((2 * head)...))
  }
}
