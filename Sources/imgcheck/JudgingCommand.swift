import ArgumentParser
import Findings
import Gate
import Policies
import Reports
import Rules
import Secrets

/// A command with a verdict, which must know where its options came from.
protocol JudgingCommand: ParsableCommand {
  /// - Parameter origin: the configuration file; nil where there is none.
  func run(by origin: ConfigOrigin?) throws
}

extension JudgingCommand {
  func run() throws { try run(by: nil) }
}

/// What a configuration that nobody named asks for, weighed against what holds without it.
struct Weighing {
  /// What of it is milder.
  private(set) var settings: [ConfigurationUse.Setting] = []
  /// The entry that names the policy or its environment.
  private var proposing: ConfigEntry?
  /// The files of its policy.
  private(set) var files: [String] = []

  /// Takes the threshold where it is lower, and the policy beside the caller's own.
  ///
  /// - Parameter policies: the caller's choice.
  /// - Throws: an error of usage where the policy cannot be used.
  init(_ origin: ConfigOrigin?, _ policies: PolicyOptions, _ check: inout Check) throws {
    guard let origin else { return }
    check.projectsSettle = !origin.bringsProjects
    try propose(origin, policies, &check)
    weigh(origin, &check)
  }

  /// Takes the threshold where it is lower. Two builds are compared by the caller's policy alone.
  init(threshold origin: ConfigOrigin?, _ check: inout Check) {
    guard let origin else { return }
    for entry in ["policy", "environment"].compactMap(origin.weighed) {
      settings.append(
        entry.setting(isApplied: false, "ignored: builds are compared by the caller's policy"))
    }
    weigh(origin, &check)
  }

  private mutating func propose(
    _ origin: ConfigOrigin, _ policies: PolicyOptions, _ check: inout Check
  ) throws {
    let named = origin.weighed("policy")
    let environment = origin.weighed("environment")
    guard let entry = named ?? environment else { return }
    var options = policies
    options.policy += named?.values ?? []
    options.environment = policies.environment ?? environment?.values.last
    let loaded = try options.load(moreRules: check.allRules.map(\.id))
    var rules = try options.rules(of: loaded)
    // A policy's own patterns are more to look for; what it turns off stays on.
    rules.disabled = []
    let known = Set(check.allRules.map(\.id))
    rules.rules.removeAll { known.contains("secret-" + $0.type.id) }
    check.secretRules.add(rules)
    check.proposal = loaded.policy
    proposing = entry
    files = loaded.sources
  }

  private mutating func weigh(_ origin: ConfigOrigin, _ check: inout Check) {
    guard check.failOn == nil else { return }
    let floor = check.policy.failOn ?? .high
    var strictest = floor
    if let entry = origin.weighed("fail-on"), let asked = entry.values.last.flatMap(Self.severity) {
      if asked > floor {
        settings.append(entry.setting(isApplied: false, "ignored: below \(floor.rawValue)"))
      }
      strictest = min(strictest, asked)
    }
    if let entry = proposing, let asked = check.proposal?.failOn {
      if asked > floor {
        settings.append(
          entry.setting(
            isApplied: false,
            "its fail-on \(asked.rawValue) is ignored: below \(floor.rawValue)"))
      }
      strictest = min(strictest, asked)
    }
    check.failOn = strictest
  }

  private static func severity(_ text: String) -> Severity? { Severity(rawValue: text.lowercased()) }

  /// What the proposed policy would have left out, after the run.
  mutating func note(_ leftOut: [String]) {
    guard let proposing, !leftOut.isEmpty else { return }
    let shown = 8
    let rules = Set(leftOut).sorted()
    let names = rules.prefix(shown).joined(separator: ", ") + (rules.count > shown ? " and others" : "")
    let what = leftOut.count == 1 ? "1 finding, which counts" : "\(leftOut.count) findings, which count"
    settings.append(
      proposing.setting(isApplied: false, "suppresses or lowers \(what) anyway: \(names)"))
  }
}
