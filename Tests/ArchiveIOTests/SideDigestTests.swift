import Digests
import Dispatch
import Synchronization
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
      digest.returnBorrowed()
    }
    #expect(digest.finish() == whole.finish())
  }

  @Test(arguments: [HashFunction.sha256, .sha512])
  func `pieces that are held are digested in order with those that are not, and let go`(
    function: HashFunction
  ) {
    final class Count: Sendable {
      let held = Mutex(0)
    }
    var random = FixedRandom(seed: 2)
    let bytes = (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let whole = MessageDigest(function)
    whole.update(bytes)
    let digest = SideDigest(function)
    let count = Count()
    let value = unsafe bytes.withUnsafeBytes { all in
      var position = 0
      while position < all.count {
        let most = Bool.random(using: &random) ? 100_000 : 500
        let end = min(position + Int.random(in: 1...most, using: &random), all.count)
        let piece = unsafe UnsafeRawBufferPointer(rebasing: all[position..<end])
        if Int.random(in: 0..<4, using: &random) > 0 {
          count.held.withLock { $0 += 1 }
          unsafe digest.take(HeldPiece(piece) { count.held.withLock { $0 -= 1 } })
        } else {
          unsafe digest.take(piece)
        }
        position = end
      }
      return digest.finish()
    }
    #expect(value == whole.finish())
    #expect(count.held.withLock(\.self) == 0)
  }

  @Test(arguments: [(1, 2), (1, 1), (2, 2), (3, 1)])
  func `streams that share threads are each digested in order`(most: Int, width: Int) async {
    let threads = DigestThreads(most: most, width: width)
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<5 as Range<UInt64> {
        group.addTask {
          var random = FixedRandom(seed: number)
          let bytes = [UInt8](repeating: UInt8(number), count: 1_500_000 + Int(number))
          let digest = SideDigest(number == 4 ? .sha512 : .sha256, threads: threads)
          let whole = MessageDigest(number == 4 ? .sha512 : .sha256)
          whole.update(bytes)
          let value = unsafe bytes.withUnsafeBytes { all in
            var position = 0
            while position < all.count {
              let end = min(position + Int.random(in: 1...400_000, using: &random), all.count)
              unsafe digest.take(
                HeldPiece(UnsafeRawBufferPointer(rebasing: all[position..<end])) {})
              position = end
            }
            return digest.finish()
          }
          return value == whole.finish()
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  /// A thread looked at the list of pieces while another one was added: it ended the program, seldom.
  @Test func `pieces that come while others are digested are all digested`() async {
    let threads = DigestThreads(most: 1, width: 2)
    let piece = [UInt8](repeating: 1, count: 33_000)
    let whole = MessageDigest(.sha256)
    for _ in 0..<1_000 { whole.update(piece) }
    let value = whole.finish()
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let digest = SideDigest(.sha256, threads: threads)
          return unsafe piece.withUnsafeBytes { bytes in
            for _ in 0..<1_000 { unsafe digest.take(HeldPiece(bytes) {}) }
            return digest.finish()
          } == value
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  /// A stream alone takes as long as two in step.
  @Test func `a stream waits for another while there is one, and no longer`() {
    let threads = DigestThreads(most: 1, width: 2)
    let piece = [UInt8](repeating: 3, count: 40_000)
    let digested = DispatchSemaphore(value: 0)
    func isDigested(within seconds: Double) -> Bool { digested.wait(timeout: .now() + seconds) == .success }
    unsafe piece.withUnsafeBytes { bytes in
      func give(_ digest: SideDigest) { unsafe digest.take(HeldPiece(bytes) { digested.signal() }) }
      let first = SideDigest(.sha256, threads: threads)
      give(first)
      #expect(isDigested(within: 60), "alone, it waits for nobody")

      let second = SideDigest(.sha256, threads: threads)
      give(second)
      #expect(!isDigested(within: 0.05), "the other one may give a piece at any moment")
      give(first)
      #expect(isDigested(within: 60) && isDigested(within: 60), "both have a piece")

      for _ in 0..<3 { give(second) }
      #expect(isDigested(within: 60), "the buffers for its pieces come to an end")
      let whole = MessageDigest(.sha256)
      for _ in 0..<4 { unsafe whole.update(bytes) }
      #expect(second.finish() == whole.finish(), "somebody waits for it")
      for _ in 0..<2 { #expect(isDigested(within: 60)) }

      let third = SideDigest(.sha256, threads: threads)
      give(third)
      #expect(!isDigested(within: 0.05), "the first one is open still")
      _ = first.finish()
      #expect(isDigested(within: 60), "it is the last that is open")
    }
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
