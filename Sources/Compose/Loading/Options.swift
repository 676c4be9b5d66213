/// What to load, and with which settings.
package struct Options: Sendable {
  /// Who will run the files.
  package enum Target: String, Sendable, CaseIterable {
    case compose
    /// `docker stack deploy`, which ignores some keys and adds an ingress mesh.
    case swarm
  }

  /// The files in the order given; empty to look for them as Compose does.
  package var files: [String] = []
  /// Where to look for files and `.env`; empty for the current directory.
  package var directory = ""
  /// Directories above `directory`, nearest first, in which discovery goes on.
  package var parents: [String] = []
  /// Environment files that replace `.env`.
  package var environmentFiles: [String] = []
  /// The environment of the command.
  package var environment: [String: String] = [:]
  /// The profiles whose services are looked at; nil looks at all. `*` activates all.
  package var profiles: [String]?
  /// The project's name; nil takes `COMPOSE_PROJECT_NAME`, the file's `name`, or the directory's.
  package var name: String?
  package var target = Target.compose
  package var limits = Limits()

  package init() {}

  package init(files: [String]) {
    self.files = files
  }
}
