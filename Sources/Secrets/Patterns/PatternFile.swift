import ArchiveIO
import Digests
import PatternScan

/// A compiled set of expressions as a file: the key, the payload's hash, and the payload. Anything else in any place makes it
/// foreign, so that the library sees only what it wrote itself.
enum PatternFile {
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
  static func database(in bytes: Span<UInt8>, key: String) -> PatternDatabase? {
    let head = key.utf8.count
    guard bytes.count > 2 * head, bytes.extracting(first: head).array.elementsEqual(key.utf8) else {
      return nil
    }
    let payload = bytes.extracting((2 * head)...)
    let hash = Hexadecimal.text(MessageDigest.sha256(payload))
    guard bytes.extracting(head..<(2 * head)).array.elementsEqual(hash.utf8) else { return nil }
    return PatternDatabase(serialized: payload)
  }
}
