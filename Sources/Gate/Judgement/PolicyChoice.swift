import Policies
import PolicyPacks
import Rules
import Secrets

/// Which policies are to hold, as the command asks.
package struct PolicyChoice: Sendable {
  /// Built-in names and files, each over those before it; empty for the standard policy.
  package var names: [String] = []
  /// The environment; nil for none.
  package var environment: String?
  /// Ids of rules beside the built-in ones, such as those of a user's own secrets.
  package var moreRules: [String] = []

  package init() {}

  /// The names of the policies that the program carries.
  package static var builtIn: [String] { PolicyPacks.all.keys.sorted() }

  /// Loads what was chosen from this machine's files and the program itself.
  /// - Throws: `PolicyError` for a policy that cannot be used.
  package func load() throws(PolicyError) -> LoadedPolicy {
    let loader = PolicyLoader(
      reader: .disk, builtIn: PolicyPacks.all, rules: Rule.all.map(\.id) + moreRules,
      examine: { policy in
        do throws(PolicyError) {
          // What has no id or no pattern is reported as such.
          var secrets = policy.secrets
          secrets.patterns.removeAll { $0.id.isEmpty || $0.expression.isEmpty }
          _ = try UserRules(secrets)
          return []
        } catch {
          return error.problems
        }
      })
    return try loader.load(names, environment: environment)
  }
}
