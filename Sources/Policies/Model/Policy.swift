import Compose
import Findings

/// What images and compose projects are judged by: rules, limits, lists and exceptions, with defaults that suit
/// production.
///
/// Sizes are in bytes, ratios from 0 to 1.
package struct Policy: Sendable, Hashable {
  /// How the policy calls itself; empty where it does not.
  package var name = ""
  package var description = ""
  /// What it asks, sentence by sentence, as its reader shall understand it.
  package var promises: [Promise] = []
  /// Findings of this severity or worse fail the run; nil where the policy does not say.
  package var failOn: Severity?
  package var rules = RuleSettings()
  package var image = ImagePolicy()
  package var compose = ComposePolicy()
  /// What services do in their projects, where the policy says it.
  package var roles = RolePolicy()
  /// What the host has; nil where the policy does not say.
  package var host: HostPolicy?
  /// Zones of the network, in the policy's order.
  package var zones: [ZonePolicy] = []
  package var secrets = SecretPolicy()
  package var exceptions: [PolicySuppression] = []
  /// What must be true of what was read and found, in the order of the policy.
  package var assertions: [Assertion] = []
  /// The day on which it is applied, as `YYYY-MM-DD`; nil where ages are not judged.
  package var today: String?
  /// The controls of a benchmark that the policy stands for; nil where it stands for none.
  package var benchmark: Benchmark?

  package init() {}

  /// The policy that holds when none is given.
  package static let standard = Policy()
}

extension Policy: PolicySection {
  static let settings: [Setting<Policy>] = [
    .text("name", \.name, "The policy's name in reports."),
    .text("description", \.description, "The policy's purpose, in a sentence or two."),
    .list(
      "promises", \.promises,
      "What the policy requires, sentence by sentence, each with the rules that check it. This is documentation and changes no rule."
    ),
    Setting(
      "fail-on", .value(.severity), "Findings of this severity or worse fail the run.", initial: "high"
    ) { $0.failOn = $1.text.flatMap(Severity.init) },
    Setting("rules", RuleSettings.shape, RuleSettings.meaning) { $0.rules.take($1) },
    .section("image", \.image, "Requirements for images."),
    .section("compose", \.compose, "Requirements for compose projects."),
    .roles,
    .section("host", \.host, "The resources of the host, which all compose projects of a run share."),
    .zones,
    .section("secrets", \.secrets, "Custom patterns, harmless values, and types that are switched off."),
    .list(
      "exceptions", \.exceptions,
      "Findings that are suppressed, each with a reason. Expired and unused exceptions are reported."),
    .list(
      "assertions", \.assertions,
      "Expressions in CEL that must be true of services, images, packages, findings, projects or the run."),
    .section(
      "benchmark", \.benchmark, "The controls of a published benchmark, and the rules that decide each."),
  ]
}
