/// What Compose would run: the effective model of all files, with the place of every value.
package struct Project: Sendable {
  package let name: String
  /// The directory of the first file.
  package let directory: String
  /// The files that make the project, in order.
  package let files: [String]
  package let target: Options.Target
  /// The whole tree in long forms.
  package let root: Node
  /// Services that run, in the order of the files.
  package let services: [Service]
  /// Services whose profiles are not active.
  package internal(set) var disabled: [Service]
  package let networks: [Network]
  package let volumes: [Volume]
  package let secrets: [SecretOrConfig]
  package let configs: [SecretOrConfig]
  /// What Compose would refuse, warn about, or learn only at run time; sorted by place.
  package internal(set) var problems: [Problem]
  /// The exceptions in the comments of the compose files, in the order of the files.
  package let suppressions: [CommentSuppression]
  /// The lines of the `.env` beside the project; empty when other environment files were named.
  package let dotEnvironment: [EnvironmentFile.Entry]
  /// The `.gitignore` files beside the project and above it as far as its path names directories.
  let ignored: [GitIgnore]
  /// What Git tracks, where the project or a directory above it, as far as its path names directories, is a checkout.
  let tracked: GitIndex?
  /// What services that run are built from.
  package let builds: [BuildContext]
  /// The compose files that were read, included and extended ones too, sorted.
  package let composeFiles: [String]
  /// Roles that a policy gives services, by their names; they go before what the services say themselves.
  package var givenRoles: [String: ServiceRole] = [:] {
    didSet { graph = NetworkGraph(self) }
  }
  /// What the images of services say of them, by the services' names, where images were given.
  package var declarations: [String: ImageDeclaration] = [:] {
    didSet { graph = NetworkGraph(self) }
  }
  /// The files that services mount and somebody asks about.
  package var mountedFiles: [MountedFile] = []
  /// Who can reach whom, with the roles above.
  package internal(set) var graph = NetworkGraph()
  /// Every file that was read, by path.
  package let sources: [String: Source]

  /// Where each name stands in the lists above: a rule that asks for every service must not look through all for each.
  let places: NamePlaces

  package func service(_ name: String) -> Service? { places.services[name].map { services[$0] } }
  package func network(_ name: String) -> Network? { places.networks[name].map { networks[$0] } }
  package func volume(_ name: String) -> Volume? { places.volumes[name].map { volumes[$0] } }
  func secret(_ name: String) -> SecretOrConfig? { places.secrets[name].map { secrets[$0] } }
  func config(_ name: String) -> SecretOrConfig? { places.configs[name].map { configs[$0] } }

  /// Problems of one kind.
  package func problems(_ kind: Problem.Kind) -> [Problem] { problems.filter { $0.kind == kind } }

  /// Whether Git leaves a file out, by its path seen from the project.
  package func isIgnored(_ path: String) -> Bool { ignored.contains { $0.ignores(path) } }

  /// Whether Git tracks a file, by its path seen from the project; nil where that is not known. `.gitignore` has no power
  /// over a file that is tracked.
  package func isTracked(_ path: String) -> Bool? { tracked?.tracks(path) }
}

/// The positions of services, networks and volumes in the lists of a project, by name.
struct NamePlaces: Sendable {
  let services: [String: Int]
  let networks: [String: Int]
  let volumes: [String: Int]
  let secrets: [String: Int]
  let configs: [String: Int]

  init(
    _ services: [Service], _ networks: [Network], _ volumes: [Volume], _ secrets: [SecretOrConfig],
    _ configs: [SecretOrConfig]
  ) {
    self.services = Self.places(services.map(\.name))
    self.networks = Self.places(networks.map(\.name))
    self.volumes = Self.places(volumes.map(\.name))
    self.secrets = Self.places(secrets.map(\.name))
    self.configs = Self.places(configs.map(\.name))
  }

  private static func places(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
  }
}
