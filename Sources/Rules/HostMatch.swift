import Findings

/// What a rule over all projects of a host saw in one of them.
package struct HostMatch: Sendable {
  /// A place in another project that takes part.
  package struct Elsewhere: Sendable {
    /// The project's position among those that the rule was given.
    package let project: Int
    /// The symbolic place there.
    package let key: Key
    package let message: String

    package init(project: Int, key: Key, message: String) {
      self.project = project
      self.key = key
      self.message = message
    }
  }

  /// The position of the project that the match is in.
  package let project: Int
  package let match: Match
  package let elsewhere: [Elsewhere]

  package init(project: Int, _ match: Match, elsewhere: [Elsewhere] = []) {
    self.project = project
    self.match = match
    self.elsewhere = elsewhere
  }
}
