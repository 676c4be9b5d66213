import Foundation
import Testing

@testable import Images

@Suite struct WorkBesideTests {
  @Test(arguments: [true, false]) func `the result is the work's, whoever does it`(isWorthwhile: Bool) {
    let maker = ObjectIdentifier(Thread.current)
    let work = WorkBeside(isWorthwhile: isWorthwhile) { (6 * 7, ObjectIdentifier(Thread.current)) }
    let (answer, worker) = work.finish()
    #expect(answer == 42)
    #expect((worker != maker) == (isWorthwhile && WorkCores.count > 1))
  }
}
