import Compose
import Findings
import Images
import Policies

/// A setting of least privilege that can be derived for a service from its image, in the order in which they are
/// derived: what a service runs as decides what it may write and which capabilities it needs.
package enum HardenedSetting: String, Sendable, Hashable, CaseIterable {
  case user
  case privileges = "security_opt"
  case writes = "read_only"
  case capabilities = "cap_drop"
  case processes = "pids_limit"
  case memory = "mem_limit"
  case ports
}

/// What came of the search for the tightest value of a setting.
package enum Derivation: Sendable, Hashable {
  /// The service is as tight as its image supports.
  case kept
  case tighten([HardenedPart])
  /// The image does not tell, for this reason: a sentence's rest without a full stop.
  case unknown(String)
}

/// A part of a setting: one key with its value, and why its image supports it.
package struct HardenedPart: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    /// A value at a path below the service.
    case text([String], String)
    /// Items that a list of the service gets.
    case items(String, [String])
    /// Published ports that only the host itself may reach, by their positions.
    case loopback([Int])
    /// A network that loses its way to the outside.
    case internalNetwork(String)
    /// A new network without a way to the outside.
    case newNetwork(String)
    /// A service joins a network.
    case joins(service: String, network: String)
    /// A service joins a network and leaves another one.
    case leaves(service: String, network: String, for: String)
  }

  package let value: Value
  package let reason: String

  init(_ value: Value, because reason: String) {
    self.value = value
    self.reason = reason
  }
}

extension HardenedPart {
  /// The change of the model, as the project stands.
  package func change(of service: Service?, in project: Project) -> Repair.Change? {
    switch value {
    case .internalNetwork(let name):
      guard let network = project.network(name) else { return nil }
      return network.section.field("internal").map { .replace($0.key, value: .text("true")) }
        ?? .add(to: network.key, path: ["internal"], value: .text("true"))
    case .newNetwork(let name): return Self.addition(of: name, to: project)
    case .joins(let name, let network):
      return project.service(name).map { Self.joining(network, $0) }
    case .leaves(let name, let old, let network):
      return project.service(name).map { Self.moving(to: network, from: old, $0) }
    case .text(let path, let text):
      guard let service else { return nil }
      let field = path.reduce(Optional(service.section.node)) { $0?[$1] }
      guard field != nil else { return .add(to: service.key, path: path, value: .text(text)) }
      return .replace(Key(path.reduce(service.key.text) { $0 + Key.component($1) }), value: .text(text))
    case .items(let key, let items):
      guard let service else { return nil }
      let present = Set(service.section.texts(key).map(\.value))
      let missing = items.filter { !present.contains($0) }
      guard let list = service.section.field(key) else {
        return .add(to: service.key, path: [key], value: .list(missing.map { .text($0) }))
      }
      return .all(missing.map { .append(to: list.key, item: $0) })
    case .loopback(let positions):
      guard let service else { return nil }
      return .all(
        positions.filter(service.ports.indices.contains).map {
          .bind(port: service.ports[$0].key, address: "127.0.0.1")
        })
    }
  }
}

extension CrossFacts {
  /// Whether the image tells what its program needs.
  package var canBeHardened: Bool { image.canJudgePrograms }

  /// The tightest value of a setting that the image supports.
  package func derive(_ setting: HardenedSetting, _ policy: Policy) -> Derivation {
    switch setting {
    case .user: hardenedUser
    case .privileges: hardenedPrivileges
    case .writes: hardenedWrites
    case .capabilities: hardenedCapabilities
    case .processes: hardenedProcesses(policy)
    case .memory: hardenedMemory(policy)
    case .ports: hardenedPorts
    }
  }

  /// The compiled program that does the work; nil where a script, a mounted file or nothing known does.
  var compiledProgram: FileOccurrence? {
    guard start.isKnown, let word = start.programs.last, let file = program(word.text),
      image.facts.programs.contains(where: { $0.path == file.path.bytes })
    else { return nil }
    return file
  }

  /// The name of the compiled program: the one under which it is started, which may be a link, where habits are known of
  /// it, else that of its file.
  var compiledName: String? {
    guard let file = compiledProgram else { return nil }
    let names = [start.mainName, file.path.name].compactMap(\.self)
    return names.first { ImageHabits.ofProgram($0) != nil } ?? file.path.name
  }

  /// Why it is not known what the container runs; nil where it is.
  var unknownStart: String? {
    if !start.isKnown { return "its command is known only at run time" }
    if !isUserKnown { return "its user is known only at run time" }
    if start.words.isEmpty { return "neither the service nor its image names a program" }
    if service.hasHooks { return "post_start or pre_stop starts other commands in the container" }
    if !image.isWhole { return "not every file of its image is known" }
    return nil
  }
}
