/// A mechanical repair of a compose file: what to change, and what a working service could lose by it.
///
/// Rules say what they want in the terms of the effective model; the editor finds the place in the text and keeps
/// comments, order and style.
package struct Repair: Sendable, Hashable {
  /// A value as it is to be written.
  package indirect enum Value: Sendable, Hashable {
    case text(String)
    case list([Value])
    case mapping([Pair])

    /// A key and its value.
    package struct Pair: Sendable, Hashable {
      package var key: String
      package var value: Value

      package init(_ key: String, _ value: Value) {
        self.key = key
        self.value = value
      }
    }
  }

  /// What is changed.
  package indirect enum Change: Sendable, Hashable {
    /// Adds a key to a mapping, along keys that may be missing: `services.web` and `deploy`, `resources`, `limits`.
    case add(to: Key, path: [String], value: Value)
    /// Adds an item to the end of a list.
    case append(to: Key, item: String)
    /// Replaces a value.
    case replace(Key, value: Value)
    /// Binds a port to an address.
    case bind(port: Key, address: String)
    /// Several changes that belong together.
    case all([Change])
  }

  /// What a service that works today could lose.
  package enum Risk: String, Sendable, Hashable, CaseIterable {
    /// Capabilities that its program uses.
    case capabilities
    /// The right to write to its root file system.
    case writableRoot
    /// What set-user-ID programs and file capabilities give.
    case privileges
    /// Memory above a limit.
    case memory
    /// Speed above a limit of CPUs.
    case cpus
    /// Processes and threads above a limit.
    case processes
    /// The start, where the engine has another log driver than the one the options are for.
    case logDriver
    /// Clients on other hosts.
    case clients
    /// The way to the outside.
    case egress
    /// The start, where the health check of another service fails although that one works.
    case waiting
    /// Options that somebody wrote on purpose.
    case options
    /// Files that the image has where something is mounted over them.
    case hiddenFiles
    /// Room on the hosts that must promise what it reserves.
    case reservation
  }

  package var change: Change
  /// nil where a working service can lose nothing: the repair is safe.
  package var risk: Risk?

  package var isSafe: Bool { risk == nil }

  private init(change: Change, risk: Risk?) {
    self.change = change
    self.risk = risk
  }

  /// A repair that cannot change what a working service does.
  package static func safe(_ change: Change) -> Repair { Repair(change: change, risk: nil) }

  /// A repair by which a working service could lose something.
  package static func unsafe(_ change: Change, _ risk: Risk) -> Repair { Repair(change: change, risk: risk) }
}

extension Repair.Risk {
  /// What could happen, as the rest of a sentence about the service.
  package var text: String {
    switch self {
    case .capabilities: "its program may need a capability"
    case .writableRoot: "its program may write to its root file system"
    case .privileges: "its program may start others that must gain privileges"
    case .memory: "its program may need more memory"
    case .cpus: "it may become slower"
    case .processes: "it may need more processes"
    case .logDriver: "an engine with another log driver refuses the options"
    case .clients: "clients on other hosts can no longer reach it"
    case .egress: "it can no longer reach the outside"
    case .waiting: "it does not start if that health check fails"
    case .options: "the option may be intended"
    case .hiddenFiles: "files of the image would be hidden"
    case .reservation: "a host without that much to reserve does not run it"
    }
  }
}
