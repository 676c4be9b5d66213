import Compose

/// What the host has that all projects of a run share, and how much of it may be promised.
package struct HostPolicy: Sendable, Hashable {
  package var cpus: Double?
  /// Bytes.
  package var memory: Int64?
  package var pids: Int?
  /// Bytes.
  package var disk: Int64?
  package var overcommit = Overcommit()

  package init() {}

  /// How many times each thing may be promised: 1 is all of it once.
  package struct Overcommit: Sendable, Hashable {
    package var cpu = 1.0
    package var memory = 1.0
    package var pids = 1.0

    package init() {}
  }
}

extension HostPolicy: PolicySection {
  static let settings: [Setting<HostPolicy>] = [
    .number("cpus", \.cpus, .cpus, "The number of CPUs of the host."),
    .size("memory", \.memory, "The memory of the host."),
    Setting("pids", .count, "The number of processes that the host can run.") {
      $0.pids = $1.scalar?.integer
    },
    .size("disk", \.disk, "The disk space that the host has for images."),
    .section("overcommit", \.overcommit, "How many times the host's resources may be committed by limits."),
  ]
}

extension HostPolicy.Overcommit: PolicySection {
  static let settings: [Setting<HostPolicy.Overcommit>] = [
    .number("cpu", \.cpu, .factor, "CPUs."),
    .number("memory", \.memory, .factor, "Memory."),
    .number("pids", \.pids, .factor, "Processes."),
  ]
}
