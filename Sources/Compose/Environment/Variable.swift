import Findings

/// A variable that interpolation used, and where its value came from.
package struct Variable: Sendable, Equatable {
  /// Where a value can come from.
  package enum Origin: Sendable, Equatable {
    /// The environment of the command.
    case shell
    /// A line of an environment file.
    case file(SourceSpan)
    /// The template's own default or alternative.
    case template
    /// Nowhere: only the run time could know.
    case unset
  }

  package var name: String
  package var origin: Origin

  package init(name: String, origin: Origin) {
    self.name = name
    self.origin = origin
  }
}

/// The values that templates may use; the first layer that has a name wins.
package struct Variables: Sendable {
  /// A value with its origin.
  package struct Value: Sendable, Equatable {
    package var text: String
    package var origin: Variable.Origin
  }

  private var layers: [[String: Value]]

  /// Starts with the environment of the command.
  package init(shell: [String: String] = [:]) {
    layers = [shell.mapValues { Value(text: $0, origin: .shell) }]
  }

  package subscript(name: String) -> Value? {
    for layer in layers {
      if let value = layer[name] { return value }
    }
    return nil
  }

  /// These variables, and below them the lines of environment files, of which the last of a name wins.
  package func over(_ entries: [EnvironmentFile.Entry]) -> Variables {
    var copy = self
    copy.layers.append([:])
    for entry in entries { copy.define(entry) }
    return copy
  }

  /// Adds a line to the lowest layer, where it replaces an earlier one.
  mutating func define(_ entry: EnvironmentFile.Entry) {
    guard let text = entry.value else { return }
    layers[layers.count - 1][entry.key] = Value(text: text, origin: .file(entry.span))
  }
}
