import ArgumentParser
import Compose
import Gate
import Policies
import Rules
import Secrets

/// What is looked for in images beside what the policy says.
struct RequirementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Tests of container-structure-test, as YAML or JSON, that every image must pass. May be repeated.",
      valueName: "file"), completion: .file())
  var structureTest: [String] = []

  @Flag(inversion: .prefixedNo, help: "Search every file of every layer for secrets.")
  var secrets = true

  @Option(
    help: ArgumentHelp(
      "Additional rules for secrets: TOML of gitleaks, or YAML of noseyparker or kingfisher. May be repeated.",
      valueName: "file"), completion: .file())
  var secretRules: [String] = []

  /// Adds them, with the policy, to a check.
  /// - Returns: the policy.
  /// - Throws: an error of usage that names the file and what is wrong with it.
  @discardableResult
  func apply(_ policies: PolicyOptions, to check: inout Check) throws -> LoadedPolicy {
    check.looksForSecrets = secrets
    for path in secretRules {
      do throws(UserRuleFile.Failure) {
        check.secretRules.add(try UserRuleFile.read(path))
      } catch {
        throw ValidationError(error.description)
      }
    }
    let loaded = try policies.load(moreRules: check.allRules.map(\.id))
    check.policy = loaded.policy
    if loaded.environment == nil { check.unchosenEnvironments = loaded.environments }
    check.secretRules.add(try policies.rules(of: loaded))
    do throws(PolicyError) {
      check.structureTests = try structureTest.map { path throws(PolicyError) in
        try StructureTests.read(path, from: .disk)
      }
    } catch {
      throw ValidationError(error.description)
    }
    return loaded
  }

  /// The files that are read.
  var inputFiles: [String] { structureTest + secretRules }
}
