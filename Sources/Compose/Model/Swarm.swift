/// What Swarm makes of a service: `docker stack deploy` reads some keys and leaves them out without stopping.
package enum Swarm {
  /// Keys whose absence takes a protection or a limit away.
  package static let ignoredProtections = [
    "security_opt", "mem_limit", "mem_reservation", "cpus", "pids_limit", "cgroup_parent", "userns_mode",
  ]

  /// Keys whose absence makes the containers other than the file says.
  package static let ignoredSettings = [
    "build", "container_name", "depends_on", "restart", "links", "tmpfs", "network_mode", "devices", "scale",
    "privileged", "pid", "ipc", "shm_size",
  ]

  /// Keys that say where and how containers run, and that the file must not be judged by.
  private static let dropped = [
    "security_opt", "cgroup_parent", "userns_mode", "links", "tmpfs", "network_mode", "devices", "privileged",
    "pid", "ipc", "shm_size",
  ]

  /// A service as it runs.
  static func effective(_ service: Node) -> Node {
    guard var mapping = service.mapping, dropped.contains(where: { mapping[$0] != nil }) else {
      return service
    }
    for key in dropped { mapping.remove(key) }
    return Node.mapping(mapping, keeping: service)
  }
}
