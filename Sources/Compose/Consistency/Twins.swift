extension ConsistencyCheck {
  /// A legacy key and its twin under `deploy` must say the same.
  mutating func checkTwins(of service: Service) {
    guard project.target == .compose else { return }
    let section = service.section
    if section.section("deploy", "resources", "limits") != nil {
      compare(service.resources.memory, "mem_limit", "limits.memory", service) { $0.bytes }
      compare(service.resources.pids, "pids_limit", "limits.pids", service) { $0 }
      let cpus = Resources.Statement(own: section.number("cpus"), deploy: service.resources.cpus.deploy)
      compare(cpus, "cpus", "limits.cpus", service) { $0 }
    }
    if section.section("deploy", "resources", "reservations") != nil {
      compare(service.resources.reservedMemory, "mem_reservation", "reservations.memory", service) {
        $0.bytes
      }
    }
    if let scale = section.integer("scale"), let replicas = section.integer("deploy", "replicas"),
      scale.value != replicas.value
    {
      refuse(
        "scale is \(scale.value), but deploy.replicas is \(replicas.value)", at: scale.key,
        related: [replicas.key])
    }
  }

  private mutating func compare<Value, Number: Equatable>(
    _ statement: Resources.Statement<Value>, _ own: String, _ deploy: String, _ service: Service,
    _ number: (Value) -> Number
  ) {
    guard let legacy = statement.own, !legacy.isUnknown else { return }
    let path = "deploy.resources.\(deploy)"
    guard let twin = statement.deploy else {
      if let limits = service.section.field("deploy", "resources", String(deploy.prefix { $0 != "." })) {
        refuse(
          "\(own) is set, so \(path) must be set to the same value: Compose refuses one without the other",
          at: legacy.key, related: [limits.key])
      }
      return
    }
    if !twin.isUnknown, number(twin.value) != number(legacy.value) {
      refuse("\(own) and \(path) contradict each other", at: legacy.key, related: [twin.key])
    }
  }
}
