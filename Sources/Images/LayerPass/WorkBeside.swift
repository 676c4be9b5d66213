import Dispatch
import Foundation
import Synchronization

/// Work that a thread of its own does while its maker does other work. Where a core is one of those that `WorkList` keeps busy,
/// Dispatch would give it no second one.
final class WorkBeside<Result: Sendable>: Sendable {
  private let result = Mutex<Result?>(nil)
  private let isDone = DispatchSemaphore(value: 0)
  private let work: @Sendable () -> Result

  /// Begins, if `isWorthwhile`; else the work is done when its result is asked for.
  init(isWorthwhile: Bool, _ work: @escaping @Sendable () -> Result) {
    self.work = work
    guard isWorthwhile, WorkCores.count > 1 else {
      isDone.signal()
      return
    }
    let thread = Thread { [self] in
      let made = work()
      result.withLock { $0 = made }
      isDone.signal()
    }
    thread.stackSize = 4 << 20
    thread.start()
  }

  /// Waits for what the work gives; to be called once.
  func finish() -> Result {
    isDone.wait()
    return result.withLock(\.self) ?? work()
  }
}
