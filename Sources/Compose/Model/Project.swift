/// What Compose would run: the effective model of all files, with the place of every value.
///
/// A run hands thousands of projects from step to step, so a copy is one reference: what a project holds is kept once, and a
/// change makes a new one of it.
package struct Project: Sendable {
  private var content: Content

  private final class Content: Sendable {
    let fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  struct Fields: Sendable {
    let name: String
    let directory: String
    let files: [String]
    let target: Options.Target
    let root: Node
    let services: [Service]
    var disabled: [Service]
    let networks: [Network]
    let volumes: [Volume]
    let secrets: [SecretOrConfig]
    let configs: [SecretOrConfig]
    var problems: [Problem]
    let suppressions: [CommentSuppression]
    let dotEnvironment: [EnvironmentFile.Entry]
    let ignored: [GitIgnore]
    let tracked: GitIndex?
    let builds: [BuildContext]
    let composeFiles: [String]
    var givenRoles: [String: ServiceRole] = [:]
    var declarations: [String: ImageDeclaration] = [:]
    var mountedFiles: [MountedFile] = []
    var graph = NetworkGraph()
    let sources: [String: Source]
    let places: NamePlaces
  }

  init(_ fields: Fields) { content = Content(fields) }

  private mutating func change(_ change: (inout Fields) -> Void) {
    var fields = content.fields
    change(&fields)
    content = Content(fields)
  }

  package var name: String { content.fields.name }
  /// The directory of the first file.
  package var directory: String { content.fields.directory }
  /// The files that make the project, in order.
  package var files: [String] { content.fields.files }
  package var target: Options.Target { content.fields.target }
  /// The whole tree in long forms.
  package var root: Node { content.fields.root }
  /// Services that run, in the order of the files.
  package var services: [Service] { content.fields.services }
  /// Services whose profiles are not active.
  package internal(set) var disabled: [Service] {
    get { content.fields.disabled }
    set { change { $0.disabled = newValue } }
  }
  package var networks: [Network] { content.fields.networks }
  package var volumes: [Volume] { content.fields.volumes }
  package var secrets: [SecretOrConfig] { content.fields.secrets }
  package var configs: [SecretOrConfig] { content.fields.configs }
  /// What Compose would refuse, warn about, or learn only at run time; sorted by place.
  package internal(set) var problems: [Problem] {
    get { content.fields.problems }
    set { change { $0.problems = newValue } }
  }
  /// The exceptions in the comments of the compose files, in the order of the files.
  package var suppressions: [CommentSuppression] { content.fields.suppressions }
  /// The lines of the `.env` beside the project; empty when other environment files were named.
  package var dotEnvironment: [EnvironmentFile.Entry] { content.fields.dotEnvironment }
  /// The `.gitignore` files beside the project and above it as far as its path names directories.
  var ignored: [GitIgnore] { content.fields.ignored }
  /// What Git tracks, where the project or a directory above it, as far as its path names directories, is a checkout.
  var tracked: GitIndex? { content.fields.tracked }
  /// What services that run are built from.
  package var builds: [BuildContext] { content.fields.builds }
  /// The compose files that were read, included and extended ones too, sorted.
  package var composeFiles: [String] { content.fields.composeFiles }
  /// Roles that a policy gives services, by their names; they go before what the services say themselves.
  package var givenRoles: [String: ServiceRole] {
    get { content.fields.givenRoles }
    set {
      change { $0.givenRoles = newValue }
      graph = NetworkGraph(self)
    }
  }
  /// What the images of services say of them, by the services' names, where images were given.
  package var declarations: [String: ImageDeclaration] {
    get { content.fields.declarations }
    set {
      change { $0.declarations = newValue }
      graph = NetworkGraph(self)
    }
  }
  /// The files that services mount and somebody asks about.
  package var mountedFiles: [MountedFile] {
    get { content.fields.mountedFiles }
    set { change { $0.mountedFiles = newValue } }
  }
  /// Who can reach whom, with the roles above.
  package internal(set) var graph: NetworkGraph {
    get { content.fields.graph }
    set { change { $0.graph = newValue } }
  }
  /// Every file that was read, by path.
  package var sources: [String: Source] { content.fields.sources }
  /// Where each name stands in the lists above: a rule that asks for every service must not look through all for each.
  var places: NamePlaces { content.fields.places }

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
