import ArgumentParser
import Dispatch
import Foundation
import Gate
import Reports
import Synchronization

/// What a run may spend.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Raise or lower what reading may cost, for example packages=500000 or unpacked-bytes=128GiB; may be repeated. The report names each limit that cut something off; docs/limits.md lists all.",
      valueName: "name=value"))
  var limit: [String] = []

  @Option(
    help: ArgumentHelp(
      "Seconds after which the run ends, or 0 for as long as it takes. Reading has three quarters of them. The report lists inputs that were left out, and the exit status is 3.",
      valueName: "seconds"),
    transform: { text in
      guard let seconds = Int(text), (0...1_000_000).contains(seconds) else {
        throw ValidationError(
          "'\(text)' is not a number of seconds; write a whole number, or 0 for no limit.")
      }
      return seconds
    })
  var timeout = 3_600

  /// The limits as the options have them.
  func limits() throws -> RunLimits {
    var limits = RunLimits()
    for text in limit {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError("'\(text)' is not a limit; write NAME=VALUE, for example packages=500000.")
      }
      do throws(RunLimits.Failure) {
        try limits.set(parts[0], to: parts[1])
      } catch {
        throw ValidationError(error.description)
      }
    }
    if timeout > 0 { limits.end(after: timeout) }
    return limits
  }

  /// What a check comes to; where it does not end in time, that it did not.
  func outcome(of check: Check) -> Check.Outcome {
    guard timeout > 0 else { return check.outcome() }
    let answer = Answer()
    let thread = Thread {
      answer.hasStarted.signal()
      let outcome = check.outcome()
      answer.outcome.withLock { $0 = outcome }
      answer.hasEnded.signal()
    }
    // Whatever the system gives by itself: rules follow what files nest.
    thread.stackSize = 16 << 20
    thread.start()
    // Where no thread can be made, there is no time limit either.
    guard answer.hasStarted.wait(timeout: .now() + .seconds(10)) == .success else { return check.outcome() }
    _ = answer.hasEnded.wait(timeout: .now() + .seconds(timeout))
    return answer.outcome.withLock { $0 } ?? check.unfinished(after: timeout)
  }

  private final class Answer: Sendable {
    let outcome = Mutex<Check.Outcome?>(nil)
    let hasStarted = DispatchSemaphore(value: 0)
    let hasEnded = DispatchSemaphore(value: 0)
  }
}
