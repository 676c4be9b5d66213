import ArgumentParser
import Findings
import Gate
import Policies
import Reports
import Rules
import Secrets

/// A configuration's policy and threshold, weighed against what holds without them: where nobody named the file, they
/// count as far as they are stricter; where the caller did, they count, and what they allow is reported.
struct Weighing {
  /// What of it is milder.
  private(set) var settings: [ConfigurationUse.Setting] = []
  /// The entry that names the policy or its environment.
  private var choosing: ConfigEntry?
  /// The files of its policy, where the run would not read them otherwise.
  private(set) var files: [String] = []
  private let isNamed: Bool

  /// - Parameters:
  ///   - policies: the caller's choice, with that of a configuration that the caller named.
  ///   - check: what is to run, with the policy of that choice.
  /// - Throws: an error of usage where the policy cannot be used.
  init(_ origin: ConfigOrigin?, _ policies: PolicyOptions, _ check: inout Check) throws {
    isNamed = origin?.isNamed ?? false
    guard let origin else { return }
    check.projectsSettle = !origin.bringsProjects
    if origin.isNamed {
      try compare(origin, policies, &check)
    } else {
      try propose(origin, policies, &check)
      weighThreshold(origin, &check)
    }
  }

  // MARK: A file that was found

  /// Takes the policy beside the caller's own.
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
    note(typesOff: rules.disabled.subtracting(check.secretRules.disabled), by: entry)
    rules.disabled = []
    let known = Set(check.allRules.map(\.id))
    rules.rules.removeAll { known.contains("secret-" + $0.type.id) }
    check.secretRules.add(rules)
    check.weighed = .proposal(loaded.policy)
    choosing = entry
    files = loaded.sources
  }

  /// Takes the threshold where it is lower.
  private mutating func weighThreshold(_ origin: ConfigOrigin, _ check: inout Check) {
    guard check.failOn == nil else { return }
    let floor = check.policy.failOn ?? .high
    var strictest = floor
    if let entry = origin.weighed("fail-on"), let asked = entry.values.last.flatMap(Self.severity) {
      if asked > floor {
        settings.append(entry.setting(isApplied: false, "ignored: below \(floor.rawValue)"))
      }
      strictest = min(strictest, asked)
    }
    if let entry = choosing, let asked = check.weighed?.proposal?.failOn {
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

  // MARK: A file that the caller named

  /// Sets the policy of the file beside the one that would hold without it.
  private mutating func compare(
    _ origin: ConfigOrigin, _ policies: PolicyOptions, _ check: inout Check
  ) throws {
    let named = origin.taken("policy")
    let environment = origin.taken("environment")
    guard let entry = named ?? environment else { return }
    var options = policies
    options.policy.removeLast(min(named?.values.count ?? 0, options.policy.count))
    // An environment that the caller chose may be one that only the file's policy has.
    if environment != nil || options.policy.isEmpty { options.environment = nil }
    let loaded = try options.load(moreRules: check.allRules.map(\.id))
    let typesOff = try options.rules(of: loaded).disabled
    choosing = entry
    check.weighed = .replaced(loaded.policy)
    note(typesOff: check.secretRules.disabled.subtracting(typesOff), by: entry)
    let floor = loaded.policy.failOn ?? .high
    if check.failOn == nil, let asked = check.policy.failOn, asked > floor {
      settings.append(
        entry.setting(
          isApplied: true, "its fail-on \(asked.rawValue) is above \(floor.rawValue), \(Self.trusted)"))
    }
  }

  private static let trusted = "as the caller who named the file wants"

  // MARK: What both say

  private mutating func note(typesOff types: Set<String>, by entry: ConfigEntry) {
    guard !types.isEmpty else { return }
    let names = Self.list(types.map { "secret-" + $0 })
    let what = types.count == 1 ? "a type of secret" : "\(types.count) types of secrets"
    let effect =
      isNamed
      ? "turns \(what) off, \(Self.trusted): \(names)"
      : "turns \(what) off, which \(types.count == 1 ? "is" : "are") searched for anyway: \(names)"
    settings.append(entry.setting(isApplied: isNamed, effect))
  }

  /// What the file's policy leaves out, after the run.
  ///
  /// - Parameter leftOut: the rules of the findings, one for each.
  mutating func note(_ leftOut: [String]) {
    guard let choosing, !leftOut.isEmpty else { return }
    let findings = leftOut.count == 1 ? "1 finding" : "\(leftOut.count) findings"
    let counts = leftOut.count == 1 ? "which counts" : "which count"
    let effect =
      isNamed
      ? "suppresses or lowers \(findings), \(Self.trusted)"
      : "suppresses or lowers \(findings), \(counts) anyway"
    settings.append(choosing.setting(isApplied: isNamed, "\(effect): \(Self.list(leftOut))"))
  }

  private static func list(_ rules: [String]) -> String {
    let shown = 8
    let names = Set(rules).sorted()
    return names.prefix(shown).joined(separator: ", ") + (names.count > shown ? " and others" : "")
  }
}
