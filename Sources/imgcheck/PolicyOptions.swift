import ArgumentParser
import Compose
import Foundation
import Gate
import Policies
import Secrets

/// By which policy to judge.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A built-in policy or a policy file; may be repeated, and later ones override earlier ones.",
      valueName: "policy"),
    completion: .list(PolicyChoice.builtIn))
  var policy: [String] = []

  @Option(help: ArgumentHelp("The policy's environment, for example production.", valueName: "name"))
  var environment: String?

  /// The policies by which is judged.
  var names: [String] { policy.isEmpty ? ["baseline"] : policy }

  /// What was chosen; the standard policy where nothing was.
  /// - Throws: an error of usage that lists all that is wrong with the policy.
  func load(moreRules: [String] = []) throws -> LoadedPolicy {
    var choice = PolicyChoice()
    choice.names = names
    choice.environment = environment
    choice.moreRules = moreRules
    do throws(PolicyError) {
      return try choice.load()
    } catch {
      throw ValidationError(error.description)
    }
  }

  /// The rules for secrets that a policy brings.
  func rules(of loaded: LoadedPolicy) throws -> UserRules {
    do throws(PolicyError) {
      return try UserRules(loaded.policy.secrets)
    } catch {
      throw ValidationError(error.description)
    }
  }
}
