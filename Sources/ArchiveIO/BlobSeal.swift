import Digests

/// Tells, under a secret key, whether bytes are those that were read before, without working out their digest again.
///
/// Every byte is read. The blob is taken in chunks, so that cores can share one.
package struct BlobSeal: Sendable {
  /// Bytes of one chunk.
  package static let chunkLength = 32 << 20
  /// Bytes of a key.
  package static let keyLength = MessageCode.length

  private let key: [UInt8]

  /// nil where the key has another length or libcrypto cannot do it.
  package init?(key: [UInt8]) {
    guard MessageCode(key: key) != nil else { return nil }
    self.key = key
  }

  /// How many chunks a blob of so many bytes has.
  package static func chunkCount(of bytes: Int) -> Int { max(1, (bytes + chunkLength - 1) / chunkLength) }

  /// The code of one chunk; nil where libcrypto refuses.
  package func code(ofChunk number: Int, of view: ByteView) -> [UInt8]? {
    let start = number * Self.chunkLength
    let chunk = view.slice(start..<max(start, min(start + Self.chunkLength, view.count)))
    return unsafe MessageCode(key: key)?.code(of: chunk.bytes)
  }

  /// The seal of a blob of so many bytes, made of the codes of its chunks.
  package static func seal(_ codes: [[UInt8]], bytes: Int) -> [UInt8] {
    let hash = MessageDigest(.sha256)
    hash.update("\(bytes) \(codes.count)\n".utf8)
    for code in codes { hash.update(code) }
    return hash.finish()
  }

  /// The seal of a whole blob; nil where libcrypto refuses.
  package func seal(_ view: ByteView) -> [UInt8]? {
    var codes: [[UInt8]] = []
    for number in 0..<Self.chunkCount(of: view.count) {
      guard let code = code(ofChunk: number, of: view) else { return nil }
      codes.append(code)
    }
    return Self.seal(codes, bytes: view.count)
  }
}
