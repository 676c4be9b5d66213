import TestSupport
import Testing

@testable import ArchiveIO

@Suite struct WantedStartTests {
  @Test func `what is left out takes nothing of what may be filled`() {
    let all = WantedStart(count: 100, without: [10..<30, 50..<60], filling: 1_000)
    #expect(all.count == 100)
    #expect(all.leftOut == [10..<30, 50..<60])
    #expect(all.filledCount == 70)
    let few = WantedStart(count: 100, without: [10..<30, 50..<60], filling: 25)
    #expect(few.count == 45)
    #expect(few.leftOut == [10..<30])
    #expect(few.filledCount == 25)
    let none = WantedStart(count: 100, without: [10..<30], filling: 10)
    #expect(none.count == 10)
    #expect(none.leftOut == [])
  }

  @Test func `a part ends with what is wanted`() {
    let cut = WantedStart(count: 100, without: [90..<300, 400..<500], filling: 1_000)
    #expect(cut.count == 100)
    #expect(cut.leftOut == [90..<100])
    #expect(WantedStart(count: 100, without: [], filling: 40).count == 40)
  }

  @Test(arguments: [1, 7, 20, 100]) func `what is left out reads as zeros, however the bytes come`(
    length: Int
  ) {
    let wanted = WantedStart(count: 100, without: [10..<30, 50..<60], filling: 100)
    let content = (0..<100).map { UInt8($0 + 1) }
    let room = GatheredBytes(capacity: 0)
    // What was there before must not shine through.
    room.append([UInt8](repeating: 0xff, count: 200).span)
    room.clear()
    for start in stride(from: 0, to: 100, by: length) {
      wanted.gather(content[start..<min(100, start + length)].span, in: room)
    }
    let expected = content.enumerated().map { place, byte in
      (10..<30).contains(place) || (50..<60).contains(place) ? 0 : byte
    }
    #expect(room.withBytes { $0.array } == expected)
  }

  @Test(arguments: [GatheredBytes.Pages.usual, .small, .large])
  func `room grows, and is given back where more was filled than is kept`(pages: GatheredBytes.Pages) {
    let room = GatheredBytes(capacity: 10, pages: pages)
    room.append([1, 2, 3].span)
    room.append(zeros: 20_000)
    room.append([4].span)
    #expect(room.count == 20_004)
    #expect(room.withBytes(0..<4) { $0.array } == [1, 2, 3, 0])
    #expect(room.withBytes(20_002..<30_000) { $0.array } == [0, 4])
    room.clear(keeping: 10_000)
    #expect(room.count == 0)
    #expect(room.withBytes { $0.array } == [])
    room.append([5].span)
    room.append(zeros: 3)
    #expect(room.withBytes { $0.array } == [5, 0, 0, 0])
  }

  @Test(arguments: [GatheredBytes.Pages.usual, .small, .large])
  func `what is given back reads as zeros or as before, and what came last can be taken back`(
    pages: GatheredBytes.Pages
  ) {
    let room = GatheredBytes(capacity: 0, pages: pages)
    let content = [UInt8](repeating: 7, count: 100_000)
    room.append(content.span)
    room.append(zeros: 1 << 20)
    let freed = room.forget(10..<90_000)
    #expect(freed.count >= 90_000 - 2 * 65_536)
    #expect(freed.isEmpty || freed.lowerBound >= 10 && freed.upperBound <= 90_000)
    #expect(room.forget(10..<100) == 10..<10)
    room.withBytes { bytes in
      #expect(bytes[9] == 7)
      #expect(bytes[90_001] == 7)
      #expect([0, 7].contains(bytes[50_000]))
    }
    room.removeLast((1 << 20) - 5)
    #expect(room.count == 100_005)
    room.append([1, 2].span)
    // It moves where it has more room.
    room.append(zeros: 8 << 20)
    #expect(room.withBytes(99_998..<100_009) { $0.array } == [7, 7, 0, 0, 0, 0, 0, 1, 2, 0, 0])
  }
}
