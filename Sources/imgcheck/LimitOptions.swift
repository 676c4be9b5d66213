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

  /// What was chosen.
  var spending: Spending { Spending(limit: limit, timeout: timeout) }

  /// The limits as the options have them.
  func limits() throws -> RunLimits { try spending.limits() }

  /// What a check comes to; where it does not end in time, that it did not.
  func outcome(of check: Check) -> Check.Outcome { spending.outcome(of: check) }

  /// What the work comes to; nil where it does not end in time.
  func inTime<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value? { spending.inTime(work) }

  /// The same for commands that have no report: where the work does not end in time they say so, with status 3.
  func orEnd<Value: Sendable>(_ work: @escaping @Sendable () -> Value) throws -> Value {
    try spending.orEnd(work)
  }
}

/// What one run may spend, its time counted from when its limits are asked for.
struct Spending: Sendable {
  /// `NAME=VALUE` each.
  let limit: [String]
  /// Seconds; 0 for as long as it takes.
  let timeout: Int

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
    var check = check
    check.soFar = FindingsSoFar()
    return inTime { [check] in check.outcome() } ?? check.unfinished(after: timeout)
  }

  /// What the work comes to; nil where it does not end in time.
  func inTime<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> Value? {
    guard timeout > 0 else { return work() }
    let answer = Answer<Value>()
    let thread = Thread {
      answer.hasStarted.signal()
      let value = work()
      answer.value.withLock { $0 = value }
      answer.hasEnded.signal()
    }
    // Whatever the system gives by itself: rules follow what files nest.
    thread.stackSize = 16 << 20
    thread.start()
    // Where no thread can be made, there is no time limit either.
    guard answer.hasStarted.wait(timeout: .now() + .seconds(10)) == .success else { return work() }
    _ = answer.hasEnded.wait(timeout: .now() + .seconds(timeout))
    return answer.value.withLock { $0 }
  }

  /// The same for commands that have no report: where the work does not end in time they say so, with status 3.
  func orEnd<Value: Sendable>(_ work: @escaping @Sendable () -> Value) throws -> Value {
    guard let value = inTime(work) else {
      Terminal.complain(
        "imgcheck: not checked: the command did not end within \(timeout) seconds; name fewer inputs, or allow more with --timeout"
      )
      throw ExitCode(3)
    }
    return value
  }

  private final class Answer<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
    let hasStarted = DispatchSemaphore(value: 0)
    let hasEnded = DispatchSemaphore(value: 0)
  }
}
