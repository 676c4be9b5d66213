import Testing

@testable import Digests

/// The processor's hash is held to libcrypto's.
@Suite(.enabled(if: SHA256Lane.isAvailable)) struct SHA256LaneTests {
  private static let message = (0..<70_000).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 7)) }

  private func library(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let digest = MessageDigest(.sha256, byLibrary: true)
    digest.update(bytes)
    return digest.finish()
  }

  @Test func `messages of every length give the library's value`() {
    let digest = MessageDigest(.sha256, byLibrary: false)
    for length in Array(0...260) + [4_095, 4_096, 70_000] {
      let message = Self.message.prefix(length)
      digest.update(message)
      #expect(digest.finish() == library(message), "\(length)")
      #expect(MessageDigest.sha256(message) == library(message), "\(length)")
      #expect(MessageDigest.sha256(message.lazy.map(\.self)) == library(message), "\(length)")
    }
  }

  @Test func `two messages in step are two messages, wherever their pieces are cut`() {
    let one = MessageDigest(.sha256, byLibrary: false)
    let other = MessageDigest(.sha256, byLibrary: false)
    for (length, otherLength) in [
      (1, 1), (63, 64), (64, 65), (64, 64), (100, 1_000), (7, 4_096), (4_096, 4_099),
    ] {
      let otherMessage = Array(Self.message.reversed())
      var (place, otherPlace) = (0, 0)
      while place < Self.message.count || otherPlace < otherMessage.count {
        let end = min(place + length, Self.message.count)
        let otherEnd = min(otherPlace + otherLength, otherMessage.count)
        unsafe Self.message[place..<end].withUnsafeBytes { bytes in
          unsafe otherMessage[otherPlace..<otherEnd].withUnsafeBytes { otherBytes in
            unsafe MessageDigest.update(one, bytes, other, otherBytes)
          }
        }
        (place, otherPlace) = (end, otherEnd)
      }
      #expect(one.finish() == library(Self.message[...]), "\(length)")
      #expect(other.finish() == library(otherMessage[...]), "\(otherLength)")
    }
  }

  @Test func `hashes that cannot go in step are taken one after the other`() {
    let one = MessageDigest(.sha256)
    let other = MessageDigest(.sha512)
    unsafe Self.message.withUnsafeBytes { unsafe MessageDigest.update(one, $0, other, $0) }
    let whole = MessageDigest(.sha512)
    whole.update(Self.message)
    #expect(one.finish() == library(Self.message[...]))
    #expect(other.finish() == whole.finish())
  }
}
