/// What a compose project may do, and the values that repairs write where a file has none.
package struct ComposePolicy: Sendable, Hashable {
  /// Host ports that any service may open to every address: what the world is meant to reach.
  package var publicPorts: Set<Int> = [80, 443]
  /// Capabilities that any service may add, in capitals and without `CAP_`.
  package var allowedCapabilities: Set<String> = []
  /// Whether a value that only the run time knows makes the answer incomplete, instead of being told in a note.
  package var mustBeKnown = false
  /// The memory limit that a repair writes, in bytes.
  package var memoryLimit = 512 << 20
  /// The CPU limit that a repair writes, in CPUs.
  package var cpuLimit = 1.0
  /// The limit of processes that a repair writes.
  package var pidsLimit = 200
  /// The size of one log file that a repair writes, in bytes.
  package var logSize = 10 << 20
  /// The number of log files that a repair writes.
  package var logFiles = 3

  package init() {}
}
