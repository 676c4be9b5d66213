import Findings

/// A service of the effective model. A class, because rules pass it about and it holds much.
package final class Service: Sendable {
  package let name: String
  /// The symbolic place, such as `services.web`.
  package let key: Key
  /// Everything the service states, in long forms.
  package let section: Section
  package let image: Field<ImageReference>?
  package let ports: [Port]
  package let mounts: [Mount]
  package let healthCheck: HealthCheck?
  package let dependencies: [Dependency]
  package let resources: Resources
  /// Variables of the container: `environment` over the `env_file`s.
  package let environment: [EnvironmentValue]
  package let profiles: [String]
  /// Whether it runs with the profiles that the caller or `COMPOSE_PROFILES` chose, or without any; nil where nobody
  /// chose.
  package let isSwitchedOn: Bool?
  /// How many containers run.
  package let replicas: Int
  /// Whether it runs once and ends: another service waits for its end, or it says that it is never restarted.
  package let runsOnce: Bool
  /// Whether it does a piece of work and ends, and so serves nobody.
  package let isJob: Bool
  package let networks: [Attachment]
  package let networkMode: Field<NetworkMode>?

  /// A network that the service joins.
  package struct Attachment: Sendable {
    package var network: String
    /// The symbolic place; for the implicit default network the service's own.
    package var key: Key
    package var isImplicit: Bool
    /// Whether the name is only known at run time.
    package var isUnknown: Bool
  }

  /// - Parameters:
  ///   - isAwaited: whether another service waits until it has ended.
  ///   - choice: the profiles that are active; nil where nobody chose.
  init(
    name: String, section: Section, target: Options.Target, environment: [EnvironmentValue] = [],
    isAwaited: Bool = false, choice: Profiles? = nil
  ) {
    self.name = name
    key = section.key
    let section = section.withKeys
    self.section = section
    image = section.text("image").map { Field(ImageReference($0.value), key: $0.key, node: $0.node) }
    self.environment = environment
    let isNeverRestarted =
      section.text("restart")?.value == "no"
      || section.text("deploy", "restart_policy", "condition")?.value == "none"
    runsOnce = isAwaited || isNeverRestarted
    isJob = isAwaited || isNeverRestarted && !section.has("ports")
    ports = section.sections("ports").compactMap { Port($0) }
    mounts = section.sections("volumes").compactMap { Mount($0) }
    healthCheck = section.section("healthcheck").map { HealthCheck($0) }
    dependencies = Self.dependencies(section)
    resources = Resources(section, target: target)
    let profiles = section.texts("profiles").map(\.value)
    self.profiles = profiles
    isSwitchedOn = choice.flatMap { $0.isChosen ? $0.include(profiles) : nil }
    let scale = target == .swarm ? nil : section.integer("scale")?.value
    replicas = max(0, scale ?? section.integer("deploy", "replicas")?.value ?? 1)
    networkMode = section.text("network_mode").map {
      Field(NetworkMode($0.value), key: $0.key, node: $0.node)
    }
    networks = Self.networks(section, hasMode: networkMode != nil)
  }

  private static func dependencies(_ section: Section) -> [Dependency] {
    section.entries("depends_on").map { name, field in
      let entry = Section(field.value, key: field.key)
      let condition = entry.text("condition").flatMap { Dependency.Condition(rawValue: $0.value) }
      return Dependency(
        service: name, condition: condition ?? .started,
        isRequired: entry.boolean("required")?.value ?? true, key: field.key)
    }
  }

  private static func networks(_ section: Section, hasMode: Bool) -> [Attachment] {
    let named = section.entries("networks").map {
      Attachment(network: $0.name, key: $0.field.key, isImplicit: false, isUnknown: $0.field.isUnknown)
    }
    guard named.isEmpty else { return named }
    if hasMode || section.has("provider") { return [] }
    return [Attachment(network: "default", key: section.key, isImplicit: true, isUnknown: false)]
  }
}

/// `network_mode` in its meanings.
package enum NetworkMode: Sendable, Hashable {
  case none
  case host
  /// Docker's own default bridge.
  case bridge
  /// The namespace of another service.
  case service(String)
  /// The namespace of a container that the project does not define.
  case container(String)
  case other(String)

  package init(_ text: String) {
    switch text {
    case "none": self = .none
    case "host": self = .host
    case "bridge", "default": self = .bridge
    default:
      if text.hasPrefix("service:") {
        self = .service(String(text.dropFirst(8)))
      } else if text.hasPrefix("container:") {
        self = .container(String(text.dropFirst(10)))
      } else {
        self = .other(text)
      }
    }
  }
}

extension Service {
  /// The variables that `environment` names without a value: the host's, or removed where the host has none. Of those
  /// that an `env_file` names so, the image's value stays where the host has none.
  package var hostVariables: [String] {
    environment.filter { $0.value == nil && $0.origin == .environment }.map(\.name)
  }
}

/// A variable of a container.
package struct EnvironmentValue: Sendable {
  /// Where the variable comes from.
  package enum Origin: Sendable, Equatable {
    case environment
    /// A file that `env_file` names, by its path seen from the project.
    case file(String)
  }

  package var name: String
  /// nil for a bare name, which takes its value from the command's environment.
  package var value: String?
  package var origin: Origin
  /// The symbolic place: the entry, or the `env_file` entry that brings it.
  package var key: Key
  /// Where the value stands.
  package var span: SourceSpan
  package var variables: [Variable]
}
