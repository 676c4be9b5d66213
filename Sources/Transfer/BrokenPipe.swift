import Foundation

/// Writing to a pipe or a connection whose other end went away. The system then ends the process by a signal, unless
/// somebody asks for an error instead; that is right for standard output, and wrong for everything else.
package enum BrokenPipe {
  /// Runs `work` on this thread so that a broken pipe is an error of the write. Other threads are left as they are.
  package static func isError<Result, Failure: Error>(
    in work: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var signals = set
    var before = sigset_t()
    unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { end(before) }
    return try work()
  }

  /// Lets this thread take broken pipes for errors as long as it lives.
  static func isErrorFromNowOn() {
    var signals = set
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private static var set: sigset_t {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    return signals
  }

  /// Takes a signal that came meanwhile away, and lets others come as before.
  private static func end(_ before: sigset_t) {
    var before = before
    guard unsafe sigismember(&before, SIGPIPE) == 0 else { return }
    var (pending, signals, number) = (sigset_t(), set, Int32(0))
    if unsafe sigpending(&pending) == 0, unsafe sigismember(&pending, SIGPIPE) == 1 {
      unsafe sigwait(&signals, &number)
    }
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
