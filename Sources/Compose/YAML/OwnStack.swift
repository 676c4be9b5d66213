import Foundation
import Synchronization

/// Runs work that calls itself for each level of its input on a thread with room for that, since threads that the system
/// makes may have little (`ulimit -s`).
enum OwnStack {
  /// In bytes, for as many levels as a file may have.
  private static let size = 4 << 20

  /// What the work gives, once it ended.
  static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws(LoadError) -> Value
  ) throws(LoadError) -> Value {
    let answer = Answer<Value>()
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread {
      let result = Result { () throws(LoadError) in try work() }
      answer.result.withLock { $0 = result }
      ended.signal()
    }
    thread.stackSize = size
    thread.start()
    ended.wait()
    guard let result = answer.result.withLock({ $0 }) else { preconditionFailure("the work gave nothing") }
    return try result.get()
  }

  private final class Answer<Value: Sendable>: Sendable {
    let result = Mutex<Result<Value, LoadError>?>(nil)
  }
}
