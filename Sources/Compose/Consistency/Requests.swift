extension ConsistencyCheck {
  /// What a service asks the engine for in a way that it cannot have.
  mutating func checkRequests(of service: Service) {
    let reserved = service.section.sections("deploy", "resources", "reservations", "devices")
    for device in reserved where !device.has("capabilities") {
      refuse("the device request needs the key \"capabilities\"", at: device.key)
    }
    for device in reserved + service.section.sections("gpus") { checkCount(of: device) }
    for mount in service.mounts {
      if mount.kind == .bind, mount.source ?? "" == "", !mount.node.isUnknown {
        refuse("the bind mount of \(mount.target) needs a source", at: mount.key)
      }
      if let size = mount.section.size("tmpfs", "size"), size.value.bytes < 0 {
        refuse("the size of a tmpfs must be 0 or more, not \(size.value.bytes)", at: size.key)
      }
    }
  }

  /// `pull_policy`, `restart` and what `develop` watches.
  mutating func checkPolicies(of service: Service) {
    if let pull = service.section.text("pull_policy"), !pull.isUnknown {
      check(pull, "pull_policy", Self.pullPolicies, isRight: pull.value.contains("every_"))
    }
    if let restart = service.section.text("restart"), !restart.isUnknown {
      let policy = String(restart.value.prefix { $0 != ":" })
      let count = restart.value.dropFirst(policy.count + 1)
      check(
        Field(policy, key: restart.key, node: restart.node), "restart", Self.restartPolicies,
        isRight: restart.value.isEmpty)
      if !count.isEmpty, Int(count) == nil {
        refuse("restart must end in a whole number, not \"\(count)\"", at: restart.key)
      }
    }
    for watch in service.section.sections("develop", "watch") {
      guard watch.text("target")?.value ?? "" == "", let action = watch.text("action"),
        !["rebuild", "restart"].contains(action.value)
      else { continue }
      refuse("the action \(action.value) needs a target, a path in the container", at: action.key)
    }
  }

  private static let pullPolicies = [
    "always", "never", "missing", "if_not_present", "build", "refresh", "daily", "weekly",
  ]
  private static let restartPolicies = ["no", "always", "unless-stopped", "on-failure", "none", "any"]

  private mutating func check(_ field: Field<String>, _ key: String, _ choices: [String], isRight: Bool) {
    guard !isRight, !choices.contains(field.value) else { return }
    let near = NearestName.of(field.value, among: choices).map { "; did you mean \"\($0)\"?" } ?? ""
    let expected = choices.prefix { $0 != "none" }.joined(separator: ", ")
    refuse("\(key) must be one of \(expected), not \"\(field.value)\"\(near)", at: field.key)
  }

  private mutating func checkCount(of device: Section) {
    guard let count = device.text("count"), !count.isUnknown else { return }
    if count.value.lowercased() != "all", Int(count.value) == nil {
      refuse("count must be \"all\" or a whole number, not \"\(count.value)\"", at: count.key)
    }
    if let ids = device.field("device_ids") {
      refuse("count and device_ids exclude each other", at: ids.key, related: [count.key])
    }
  }
}
