import Digests

/// Tells, under a secret key, whether bytes are those that were read before, without working out their digest again.
///
/// Every byte is read. The blob is taken in chunks, so that cores can share one; a chunk's blocks are summed (`BlockSum`), and the
/// sums have a code (`MessageCode`).
package struct BlobSeal: Sendable {
  /// Bytes of one chunk.
  package static let chunkLength = 32 << 20
  /// Bytes that are read at a time, whole blocks.
  private static let pieceLength = 128 * SumKey.blockLength
  /// Bytes of a key.
  package static let keyLength = MessageCode.length

  private let key: [UInt8]
  private let sumKey: SumKey

  /// nil where the key has another length or libcrypto cannot do it.
  package init?(key: [UInt8]) {
    guard MessageCode(key: key) != nil else { return nil }
    self.key = key
    sumKey = SumKey(key)
  }

  /// How many chunks a blob of so many bytes has.
  package static func chunkCount(of bytes: Int) -> Int { max(1, (bytes + chunkLength - 1) / chunkLength) }

  /// The code of one chunk, which nothing else looks at; nil where it cannot be read, or libcrypto refuses.
  package func code(ofChunk number: Int, of view: ByteView) -> [UInt8]? {
    let chunk = view.slice(Self.range(ofChunk: number))
    var sums: [UInt8] = []
    let isRead = unsafe chunk.eachOnce(inPieces: Self.pieceLength) { piece in
      unsafe sumKey.sum(piece, to: &sums)
    }
    return isRead ? code(sums) : nil
  }

  private func code(_ sums: [UInt8]) -> [UInt8]? {
    unsafe sums.withUnsafeBytes { unsafe MessageCode(key: key)?.code(of: $0) }
  }

  private static func range(ofChunk number: Int) -> Range<Int> {
    number * chunkLength..<(number + 1) * chunkLength
  }

  /// The seal of a blob of so many bytes, made of the codes of its chunks.
  package static func seal(_ codes: [[UInt8]], bytes: Int) -> [UInt8] {
    let hash = MessageDigest(.sha256)
    hash.update("\(bytes) \(codes.count)\n".utf8)
    for code in codes { hash.update(code) }
    return hash.finish()
  }

  /// The seal of a whole blob that was just read where it lies; nil where libcrypto refuses.
  package func seal(_ view: ByteView) -> [UInt8]? {
    var codes: [[UInt8]] = []
    for number in 0..<Self.chunkCount(of: view.count) {
      var sums: [UInt8] = []
      unsafe sumKey.sum(view.slice(Self.range(ofChunk: number)).bytes, to: &sums)
      guard let code = code(sums) else { return nil }
      codes.append(code)
    }
    return Self.seal(codes, bytes: view.count)
  }
}
