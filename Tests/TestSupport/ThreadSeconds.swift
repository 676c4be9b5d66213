import Foundation

/// The seconds of the processor that work takes on the calling thread. What else the machine does, and how long a test
/// waits for its turn, does not count; neither does what the work leaves to other threads.
package func threadSeconds(_ work: () throws -> Void) rethrows -> Double {
  let start = threadTime()
  try work()
  return threadTime() - start
}

/// `CLOCK_THREAD_CPUTIME_ID` in seconds (POSIX.1-2017, clock_getres).
private func threadTime() -> Double {
  var time = timespec()
  let status = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  precondition(status == 0, "this system does not tell the time of a thread")
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
