import Compose

/// What some services may take and are promised, for each container.
package struct LimitPolicy: Sendable, Hashable {
  package var selector = ServiceSelector()
  /// Bytes.
  package var memory = Bounds()
  package var cpus = Bounds()
  package var pids = Bounds()
  /// Bytes.
  package var reservedMemory = Bounds()
  package var reservedCPUs = Bounds()
  /// Bytes of `/dev/shm`.
  package var sharedMemory = Bounds()
  /// Bytes of all log files together.
  package var logs = Bounds()
  package var replicas = Bounds()
  /// How many times the reservation a limit is.
  package var memoryRatio = Bounds()
  package var cpuRatio = Bounds()
  /// Whether a service without the limit breaks the policy, instead of being reported in general.
  package var isRequired = false

  package init() {}
}

extension LimitPolicy: SelectingSection {
  static let settings: [Setting<LimitPolicy>] =
    selectors + [
      .bounds("memory", \.memory, .size, "The memory limit."),
      .bounds("cpus", \.cpus, .cpus, "The CPU limit."),
      .bounds("pids", \.pids, .count, "The process limit."),
      .bounds("reserved-memory", \.reservedMemory, .size, "The memory reservation."),
      .bounds("reserved-cpus", \.reservedCPUs, .cpus, "The CPU reservation."),
      .bounds("shm-size", \.sharedMemory, .size, "The size of `/dev/shm`, which is 64 MiB unless it is set."),
      .bounds("log-size", \.logs, .size, "The total size of all log files of a container."),
      .bounds("replicas", \.replicas, .count, "The number of replicas."),
      .bounds("memory-ratio", \.memoryRatio, .factor, "The memory limit divided by the memory reservation."),
      .bounds("cpus-ratio", \.cpuRatio, .factor, "The CPU limit divided by the CPU reservation."),
      .boolean(
        "required", \.isRequired,
        "Whether a service must set every value that is bounded here."),
    ]
}

extension ComposePolicy {
  /// What all limits that fit a service say together of one thing.
  package func bounds(
    _ path: KeyPath<LimitPolicy, Bounds>, of service: Service, in project: Project
  ) -> (bounds: Bounds, isRequired: Bool) {
    var result = (bounds: Bounds(), isRequired: false)
    for limit in limits where !limit[keyPath: path].isEmpty && limit.selector.fits(service, in: project) {
      result.bounds = result.bounds.intersection(limit[keyPath: path])
      result.isRequired = result.isRequired || limit.isRequired
    }
    return result
  }
}
