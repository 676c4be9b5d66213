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

  private mutating func checkCount(of device: Section) {
    guard let count = device.text("count"), !count.isUnknown else { return }
    if count.value != "all", Int(count.value) == nil {
      refuse("count must be \"all\" or a whole number, not \"\(count.value)\"", at: count.key)
    }
    if let ids = device.field("device_ids") {
      refuse("count and device_ids exclude each other", at: ids.key, related: [count.key])
    }
  }
}
