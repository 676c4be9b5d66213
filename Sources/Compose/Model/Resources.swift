/// What a service may use and what it is promised, per container; a limit of 0 or less is no limit.
package struct Resources: Sendable {
  /// One kind of resource with the place of each statement about it.
  package struct Statement<Value: Sendable>: Sendable {
    /// The legacy key, such as `mem_limit`.
    package var own: Field<Value>?
    /// Its twin under `deploy`.
    package var deploy: Field<Value>?

    /// The statement that counts.
    package var effective: Field<Value>? { deploy ?? own }
  }

  package var memory: Statement<ByteSize>
  package var cpus: Statement<Double>
  package var pids: Statement<Int>
  package var reservedMemory: Statement<ByteSize>
  package var reservedCPUs: Field<Double>?

  init(_ service: Section, target: Options.Target) {
    let isSwarm = target == .swarm
    memory = Statement(
      own: isSwarm ? nil : service.size("mem_limit"),
      deploy: service.size("deploy", "resources", "limits", "memory"))
    cpus = Statement(
      own: isSwarm ? nil : service.number("cpus") ?? Self.quota(service),
      deploy: service.number("deploy", "resources", "limits", "cpus"))
    pids = Statement(
      own: isSwarm ? nil : service.integer("pids_limit"),
      deploy: service.integer("deploy", "resources", "limits", "pids"))
    reservedMemory = Statement(
      own: isSwarm ? nil : service.size("mem_reservation"),
      deploy: service.size("deploy", "resources", "reservations", "memory"))
    reservedCPUs = service.number("deploy", "resources", "reservations", "cpus")
  }

  /// `cpu_quota` over `cpu_period` is a limit too; the period is 100 ms unless it is set.
  private static func quota(_ service: Section) -> Field<Double>? {
    guard let quota = service.number("cpu_quota"), quota.value > 0 else { return nil }
    let period = service.number("cpu_period")?.value ?? 100_000
    guard period > 0 else { return nil }
    return Field(quota.value / period, key: quota.key, node: quota.node)
  }
}
