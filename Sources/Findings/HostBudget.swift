/// What compose projects promise of the host that they share, against what it has.
package struct HostBudget: Sendable, Codable, Hashable {
  /// One row for each thing that the policy gives the host: `cpus`, `memory`, `pids`, `disk`.
  package var resources: [Resource]
  /// What each active service takes, the largest taker of memory first.
  package var shares: [Share]

  package init(resources: [Resource], shares: [Share]) {
    self.resources = resources
    self.shares = shares
  }

  /// The sums for one resource, in CPUs, bytes or processes.
  package struct Resource: Sendable, Codable, Hashable {
    /// `cpus`, `memory`, `pids` or `disk`.
    package var name: String
    /// What the host has.
    package var available: Double
    /// How much of it may be promised: 1 is all of it once.
    package var overcommit: Double
    /// The sum of limits over services times replicas.
    package var promised: Double
    /// The sum of reservations over services times replicas.
    package var reserved: Double
    /// Services without a limit, which make the sum a lower bound.
    package var unlimited: [String]

    package init(
      name: String, available: Double, overcommit: Double, promised: Double, reserved: Double,
      unlimited: [String]
    ) {
      self.name = name
      self.available = available
      self.overcommit = overcommit
      self.promised = promised
      self.reserved = reserved
      self.unlimited = unlimited
    }

    /// The sum of limits as a part of what the host has: 1 is all of it.
    package var ratio: Double { available > 0 ? promised / available : 0 }
    /// Whether more is promised than may be.
    package var isExceeded: Bool { promised > available * overcommit }
  }

  /// What one service takes of the host; nil where it has no limit.
  package struct Share: Sendable, Codable, Hashable {
    package var project: String
    package var service: String
    package var replicas: Int
    /// CPUs of all replicas.
    package var cpus: Double?
    /// Bytes of all replicas.
    package var memory: Double?
    /// Processes of all replicas.
    package var pids: Double?

    package init(
      project: String, service: String, replicas: Int, cpus: Double?, memory: Double?, pids: Double?
    ) {
      self.project = project
      self.service = service
      self.replicas = replicas
      self.cpus = cpus
      self.memory = memory
      self.pids = pids
    }
  }
}

extension HostBudget.Resource {
  /// An amount as people say it: CPUs, processes, or memory in MiB.
  package func text(_ amount: Double) -> String {
    switch name {
    case "memory", "disk":
      let tenths = Int((amount / 1_048_576 * 10).rounded())
      return tenths % 10 == 0 ? "\(tenths / 10) MiB" : "\(tenths / 10).\(tenths % 10) MiB"
    default:
      let hundredths = Int((amount * 100).rounded())
      guard hundredths % 100 != 0 else { return "\(hundredths / 100)" }
      let rest = hundredths % 100
      return "\(hundredths / 100)." + (rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)")
    }
  }

  /// The ratio in whole percent; more than all is never said as 100%.
  package var percent: String {
    let percent = Int((ratio * 100).rounded())
    return "\(ratio > 1 ? max(101, percent) : percent)%"
  }
}
