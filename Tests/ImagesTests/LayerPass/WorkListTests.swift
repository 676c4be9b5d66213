import Synchronization
import Testing

@testable import Images

/// Work that brings work is done to its end, each piece once, on however many cores.
@Suite struct WorkListTests {
  @Test func everyPieceIsDoneOnce() {
    let done = Mutex<[Int: Int]>([:])
    WorkList(Array(0..<50)).perform(
      with: { 0 },
      { (piece: Int, own: inout Int) -> [Int] in
        own += 1
        done.withLock { $0[piece, default: 0] += 1 }
        // Each of the first fifty brings two more, and each of these one.
        return piece < 50 ? [piece + 100, piece + 200] : piece < 300 ? [piece + 1000] : []
      })
    let counts = done.withLock { $0 }
    #expect(counts.count == 250)
    #expect(counts.values.allSatisfy { $0 == 1 })
  }

  @Test func nothingToDoEnds() {
    let done = Mutex(0)
    WorkList<Int>([]).perform(
      with: { 0 },
      { _, _ in
        done.withLock { $0 += 1 }
        return []
      })
    #expect(done.withLock { $0 } == 0)
  }
}
