import Foundation
import Synchronization
import Testing

@testable import ArchiveIO

@Suite struct GatherTurnTests {
  @Test func `small contents take no turn`() {
    #expect(GatherTurn(for: 1 << 20) == nil)
  }

  @Test func `a content waits for another where both are too much`() throws {
    let events = Mutex<[String]>([])
    var first = try #require(GatherTurn(for: 60 << 20))
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread {
      var second = GatherTurn(for: 20 << 20)
      events.withLock { $0.append("the second began") }
      second?.end()
      ended.signal()
    }
    thread.start()
    // Long enough for one that does not wait.
    usleep(50_000)
    events.withLock { $0.append("the first ended") }
    first.end()
    first.end()
    ended.wait()
    #expect(events.withLock { $0 } == ["the first ended", "the second began"])
  }

  @Test func `one that is larger than the memory for all is gathered alone`() throws {
    var turn = try #require(GatherTurn(for: 1 << 30))
    turn.end()
    var next = try #require(GatherTurn(for: 1 << 30))
    next.end()
  }
}
