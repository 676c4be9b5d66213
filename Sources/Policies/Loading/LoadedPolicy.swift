import Compose

/// A policy as it came out of its files: the values to judge by, and the text of each with its place.
package struct LoadedPolicy: Sendable {
  package let policy: Policy
  /// The effective text: all policies that it extends, its own words and those of the environment, put together.
  package let root: Node
  /// The names of all environments that it knows, in their order.
  package let environments: [String]
  /// The environment that was chosen; nil where none was.
  package let environment: String?
  /// The files and built-in policies it was read from, in the order of reading.
  package let sources: [String]
}
