extension Service {
  /// Whether it runs once and ends: another service waits for its end, or it says that it is never restarted.
  package func runsOnce(in project: Project) -> Bool {
    isOnceByItself || project.services.contains { $0.waitsForEnd(of: name) }
  }

  var isOnceByItself: Bool {
    section.text("restart")?.value == "no"
      || section.text("deploy", "restart_policy", "condition")?.value == "none"
  }

  func waitsForEnd(of other: String) -> Bool {
    dependencies.contains { $0.service == other && $0.condition == .completed }
  }
}

extension [Service] {
  /// The services, of which those that run once and end have no role: a database's image that only makes a
  /// directory is no data store.
  var withRoles: [Service] {
    let ended = Set(
      flatMap(\.dependencies).filter { $0.condition == .completed }.map(\.service))
    return map { service in
      var copy = service
      if ended.contains(service.name)
        || service.section.text("restart")?.value == "no" && service.ports.isEmpty
      {
        copy.role = nil
      }
      return copy
    }
  }
}
