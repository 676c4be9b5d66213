import Compose

/// What a compose project may do, and the values that repairs write where a file has none.
package struct ComposePolicy: Sendable, Hashable {
  /// Host ports that any service may open to every address: what the world is meant to reach.
  package var publicPorts: Set<Int> = [80, 443]
  /// What services may take and are promised; all that fit a service hold.
  package var limits: [LimitPolicy] = []
  /// Ports that services may publish; nil where the policy names none and leaves them to the rules.
  package var allowedPorts: [PortPolicy]?
  /// Capabilities that services may add.
  package var allowedCapabilities: [CapabilityPolicy] = []
  /// Images that may be run, by registry and repository; nil where the policy names none.
  package var allowedRegistries: [Glob]?
  /// Tags that images of services may have; all entries that fit a service hold, and one for which none fits is free.
  package var allowedTags: [TagPolicy] = []
  /// Settings that services must have; all that fit a service hold.
  package var requiredSettings: [ServiceRequirement] = []
  /// What files that services mount must hold or must not; all that fit a service apply.
  package var mountedFiles: [MountedFileRequirement] = []
  /// Whether the policy comes with what it judges, so that it may look only into files beside the project.
  package var isOfCheckout = false
  /// How often a service may be started again after it failed; nil where the policy does not say.
  package var maximumRestarts: Int?
  /// Services that one of the projects must have.
  package var requiredServices: [Glob] = []
  package var environments: [ComposeEnvironment] = []
  /// Roles that one service of all projects may have.
  package var uniqueRoles: [UniqueRole] = []
  /// Whether a value that only the run time knows makes the answer incomplete, instead of being reported in a note.
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
      "public-ports", .list(.value(.port)), "Host ports that any service may publish on every address.",
      initial: "[80, 443]", rules: ["compose-open-port"]
    ) { root, node in root.publicPorts = Set((node.items ?? []).compactMap(\.scalar?.integer)) },
    .list(
      "limits", \.limits,
      "Bounds for the limits and reservations of services; all entries that match a service apply."),
    Setting(
      "allowed-ports", .list(PortPolicy.shape),
      "Ports that services may publish. If this list is set, any other published port is reported."
    ) { root, node in root.allowedPorts = (node.items ?? []).map(PortPolicy.init) },
    Setting(
      "allowed-capabilities", .list(.either([.text, CapabilityPolicy.shape])),
      "Capabilities that services may add: a name allows it for every service, a mapping for some.",
      rules: ["compose-added-capability"]
    ) { root, node in root.allowedCapabilities = CapabilityPolicy.list(node) },
    Setting(
      "allowed-registries", .globs,
      "The only images that services may run, by registry and repository: `docker.io/library/*`, `registry.example/**`."
    ) { root, node in root.allowedRegistries = node.texts.map(Glob.init) },
    Setting(
      "allowed-tags", .list(.either([.value(.pattern), TagPolicy.shape])),
      "The only tags that services may run: a pattern is for every service, a mapping for some. A digest needs no tag.",
      rules: ["compose-unlisted-tag"]
    ) { root, node in root.allowedTags = TagPolicy.list(node) },
    .list(
      "required-settings", \.requiredSettings,
      "Settings that services must have; all entries that match a service apply."),
    .list(
      "mounted-files", \.mountedFiles,
      "Requirements for the contents of files that services mount, each by the path in the container."),
    Setting(
      "max-restarts", .count,
      "How often a service may be restarted after it failed; any number if this is not set.",
      rules: ["compose-endless-restart"]
    ) { root, node in root.maximumRestarts = node.scalar?.integer },
    .globs("required-services", \.requiredServices, "Services that must exist in one of the projects."),
    Setting(
      "environments", .map(ComposeEnvironment.shape, keys: .environment),
      "Environments that the host runs, by name, each with the services that belong to it."
    ) { root, node in
      root.environments = (node.mapping?.pairs ?? []).map { pair in
        var environment = ComposeEnvironment(pair.value)
        environment.name = pair.key
        return environment
      }
    },
    Setting(
      "one-per-role", .list(.either([.role, UniqueRole.shape])),
      "Roles that at most one service of all projects may have."
    ) { root, node in root.uniqueRoles = UniqueRole.list(node) },
    .boolean(
      "require-known", \.mustBeKnown,
      "Whether a value that is known only at run time makes the report incomplete."),
    .size("repair-memory", \.memoryLimit, "The memory limit that `imgcheck fix` writes."),
    .number("repair-cpus", \.cpuLimit, .cpus, "The CPU limit that `imgcheck fix` writes."),
    .count("repair-pids", \.pidsLimit, "The process limit that `imgcheck fix` writes."),
    .size("repair-log-size", \.logSize, "The size of one log file that `imgcheck fix` writes."),
    .count("repair-log-files", \.logFiles, "The number of log files that `imgcheck fix` writes."),
  ]
}
