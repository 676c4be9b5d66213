import Compose

/// What a compose project may do, and the values that repairs write where a file has none.
package struct ComposePolicy: Sendable, Hashable {
  /// Host ports that any service may open to every address: what the world is meant to reach.
  package var publicPorts: Set<Int> = [80, 443]
  /// Capabilities that any service may add, in capitals and without `CAP_`.
  package var allowedCapabilities: Set<String> = []
  /// Whether a value that only the run time knows makes the answer incomplete, instead of being told in a note.
  package var mustBeKnown = false
  /// The memory limit that a repair writes, in bytes.
  package var memoryLimit: Int64 = 512 << 20
  /// The CPU limit that a repair writes, in CPUs.
  package var cpuLimit = 1.0
  /// The limit of processes that a repair writes.
  package var pidsLimit = 200
  /// The size of one log file that a repair writes, in bytes.
  package var logSize: Int64 = 10 << 20
  /// The number of log files that a repair writes.
  package var logFiles = 3

  package init() {}
}

extension ComposePolicy: PolicySection {
  static let settings: [Setting<ComposePolicy>] = [
    Setting(
      "public-ports", .list(.value(.port)), "Host ports that any service may open to every address.",
      initial: "[80, 443]", rules: ["compose-open-port"]
    ) { root, node in root.publicPorts = Set((node.items ?? []).compactMap(\.scalar?.integer)) },
    Setting(
      "allowed-capabilities", .texts, "Capabilities that any service may add.",
      rules: ["compose-added-capability"]
    ) { root, node in
      root.allowedCapabilities = Set(
        node.texts.map { $0.uppercased() }.map { $0.hasPrefix("CAP_") ? String($0.dropFirst(4)) : $0 })
    },
    .boolean(
      "require-known", \.mustBeKnown,
      "Whether a value that only the run time knows makes the answer incomplete."),
    .size("repair-memory", \.memoryLimit, "The memory limit that `imgcheck fix` writes."),
    .number("repair-cpus", \.cpuLimit, .cpus, "The CPU limit that `imgcheck fix` writes."),
    .count("repair-pids", \.pidsLimit, "The limit of processes that `imgcheck fix` writes."),
    .size("repair-log-size", \.logSize, "The size of one log file that `imgcheck fix` writes."),
    .count("repair-log-files", \.logFiles, "The number of log files that `imgcheck fix` writes."),
  ]
}
