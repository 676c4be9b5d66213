import Digests
import TestSupport
import Testing

@testable import ArchiveIO

@Suite struct SideDigestTests {
  @Test(arguments: [HashFunction.sha256, .sha512])
  func `pieces of any size give the digest of the whole`(function: HashFunction) {
    var random = FixedRandom(seed: 1)
    let bytes = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let whole = MessageDigest(function)
    whole.update(bytes)
    let digest = SideDigest(function)
    unsafe bytes.withUnsafeBytes { all in
      var position = 0
      while position < all.count {
        let most = Bool.random(using: &random) ? 100_000 : 500
        let end = min(position + Int.random(in: 0...most, using: &random), all.count)
        unsafe digest.take(UnsafeRawBufferPointer(rebasing: all[position..<end]))
        position = end
      }
      digest.wait()
    }
    #expect(digest.finish() == whole.finish())
  }

  @Test func `a digest that nobody asks for ends with its owner`() {
    let bytes = [UInt8](repeating: 7, count: 1 << 20)
    for _ in 0..<50 {
      var digest: SideDigest? = SideDigest(.sha256)
      weak let owned = digest
      unsafe bytes.withUnsafeBytes { unsafe digest?.take($0) }
      digest = nil
      #expect(owned == nil)
    }
  }
}
