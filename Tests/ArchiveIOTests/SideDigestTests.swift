import Digests
import TestSupport
import Testing

@testable import ArchiveIO

@Suite struct SideDigestTests {
  enum Kind: CaseIterable {
    case keepingPace, trailing

    func digest(_ function: HashFunction) -> any PieceDigest {
      switch self {
      case .keepingPace: SideDigest(function)
      case .trailing: TrailingDigest(function)
      }
    }
  }

  @Test(arguments: Kind.allCases, [HashFunction.sha256, .sha512])
  func `pieces of any size give the digest of the whole`(kind: Kind, function: HashFunction) {
    var random = FixedRandom(seed: 1)
    let bytes = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let whole = MessageDigest(function)
    whole.update(bytes)
    let digest = kind.digest(function)
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

  @Test func `a trailing digest takes a piece longer than all its buffers, and needs none of it afterwards`()
  {
    var bytes = [UInt8](repeating: 7, count: 9 << 20)
    let whole = MessageDigest(.sha256)
    whole.update(bytes)
    let digest = TrailingDigest(.sha256)
    unsafe bytes.withUnsafeMutableBytes { all in
      unsafe digest.take(UnsafeRawBufferPointer(all))
      unsafe all.initializeMemory(as: UInt8.self, repeating: 0)
    }
    #expect(digest.finish() == whole.finish())
  }

  @Test(arguments: Kind.allCases)
  func `a digest that nobody asks for ends with its owner`(kind: Kind) {
    let bytes = [UInt8](repeating: 7, count: 1 << 20)
    for _ in 0..<50 {
      var digest: (any PieceDigest)? = kind.digest(.sha256)
      weak let owned = digest
      unsafe bytes.withUnsafeBytes { unsafe digest?.take($0) }
      digest = nil
      #expect(owned == nil)
    }
  }
}
