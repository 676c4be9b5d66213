import Compose

/// A published list of controls, with what decides each: `imgcheck report --benchmark` prints what came of them.
package struct Benchmark: Sendable, Hashable {
  package var title = ""
  package var controls: [Control] = []

  package init() {}

  /// One demand of the benchmark.
  package struct Control: Sendable, Hashable {
    /// As the benchmark numbers it.
    package var id = ""
    package var title = ""
    /// The rules that decide it; empty where none can.
    package var rules: [Glob] = []
    /// What must be given or known before nothing found means anything.
    package var needs: [Need] = []
    /// The settings of services that decide it, such as `deploy.resources`: where one is only known at run time, the
    /// control is open.
    package var reads: [String] = []
    /// The keys of the compose model at which a finding counts; empty for all places.
    package var keys: [Glob] = []
    /// What of it is decided, where that is not all.
    package var note: String?
    /// Why images and compose files cannot show that it holds; nil where they can. Where there are rules, they may
    /// still show that it does not.
    package var undecidable: String?

    package init() {}
  }

  /// Without what a control's rules could not have spoken.
  package enum Need: String, Sendable, Hashable, CaseIterable {
    /// An image was given.
    case image
    /// Every image has a config.
    case config
    /// No image is one of Windows.
    case unix
    /// The history tells of every layer of one's own which instruction made it.
    case history
    /// Files were searched for secrets of all types.
    case secrets
    /// The policy names the base images that may be.
    case baseImages = "base-images"
    /// Every image has a health check.
    case imageHealthChecks = "image-health-checks"
    /// A compose file with a service was given.
    case compose
    /// For every service it is known which user it runs as.
    case users
    /// For every service that stays up it is known whether it has a health check.
    case healthChecks = "health-checks"
    /// The image of every service was given.
    case serviceImages = "service-images"
    /// The policy or the images tell which ports are needed.
    case neededPorts = "needed-ports"
    /// Every service names its AppArmor profile.
    case appArmor = "apparmor"
    /// Every service names its SELinux label.
    case seLinux = "selinux"
    /// No service has a device that no rule judges.
    case devices
    /// No service uses the network of the host or of a foreign container.
    case ownNetwork = "own-network"
    /// Limits that the policy requires of its own take the rules' place nowhere.
    case limits
    /// The policy has no list of ports and no zones of its own, which take the rule's place.
    case openPorts = "open-ports"
    /// The project is not for Swarm, which does not read the setting.
    case notSwarm = "not-swarm"
    /// The policy says how often a service may be started again.
    case maximumRestarts = "max-restarts"
  }
}

extension Benchmark: PolicySection {
  static let required = ["title", "controls"]

  static let settings: [Setting<Benchmark>] = [
    .text("title", \.title, "The benchmark's name and version."),
    .list("controls", \.controls, "The controls, in the order of the benchmark."),
  ]
}

extension Benchmark.Control: PolicySection {
  static let required = ["id", "title"]

  static let settings: [Setting<Benchmark.Control>] = [
    .text("id", \.id, "The control's number."),
    .text("title", \.title, "What the control requires."),
    .globs("rules", \.rules, "The rules that decide the control, by id or glob."),
    Setting(
      "needs", .list(.value(.word(Benchmark.Need.allCases.map(\.rawValue)))),
      "What must be checked before an absence of findings counts as a pass."
    ) { root, node in root.needs = node.texts.compactMap(Benchmark.Need.init) },
    .texts(
      "reads", \.reads,
      "The settings of services that decide it; if one is known only at run time, the control is undecided."),
    .globs("key", \.keys, "The keys of the compose model at which a finding counts."),
    .text("note", \.note, "Which part of the control is decided, if not all of it."),
    .text("undecidable", \.undecidable, "Why images and compose files cannot show that the control is met."),
  ]
}
