import Findings

/// The engine's defaults that services of a project keep, as one finding for readers: nearly every service keeps them, and
/// one by one they hide what is particular to a project.
///
/// Only how a report for people lists them changes: each finding stays in the report, counts, and can be raised by a
/// policy. What fails the run, or is more than low, is never gathered here.
struct HardeningDefaults {
  /// A default, with the services that keep it.
  struct Kept: Equatable {
    let rule: String
    /// What it is, such as "no process limit".
    let name: String
    let services: [String]
    /// One for each service, in the report's order.
    let findings: [Finding]

    /// All of them as one finding of a project, with the services' places; itself where one service keeps it.
    func joined(of project: String) -> Finding {
      var finding = findings[0]
      guard findings.count > 1 else { return finding }
      finding = Finding(
        rule: rule, severity: findings.map(\.severity).max() ?? finding.severity,
        confidence: finding.confidence,
        message:
          "\(findings.count) services of \(project) keep the engine's default: \(name) (\(services.joined(separator: ", "))).",
        fix: finding.fix, fingerprint: Fingerprint(parts: ["hardening-defaults", rule, project]),
        location: finding.location,
        related: findings.dropFirst().map { Finding.Related(location: $0.location, message: $0.message) })
      return finding
    }
  }

  /// The defaults of one project.
  struct Project: Equatable {
    let name: String
    /// In the order of their names.
    let kept: [Kept]
    /// The findings that stand for them.
    let count: Int

    /// The lines of an extension field that mends all of them.
    var fix: [String] {
      let lines = HardeningDefaults.known.filter { known in kept.contains { $0.rule == known.rule } }
      return ["x-hardening: &hardening"] + lines.map { "  " + $0.line }
    }
  }

  let projects: [Project]
  /// The findings that are listed one by one.
  let rest: [Finding]

  /// All findings, the defaults of each project as one for each rule, after the others.
  var joined: [Finding] {
    rest + projects.flatMap { project in project.kept.map { $0.joined(of: project.name) } }
  }

  /// - Parameter showAll: whether all findings are listed one by one.
  init(_ report: Report, showAll: Bool = false) {
    guard !showAll else {
      (projects, rest) = ([], report.findings)
      return
    }
    let owners = Owners(report.compose)
    var gathered: [Int: [(index: Int, rule: String, service: String)]] = [:]
    let all = report.findings
    // Findings of one rule stand together.
    var last = (rule: "", isKnown: false)
    for (index, finding) in all.enumerated() {
      let severity = finding.severity
      guard severity <= .low, severity < report.summary.failOn else { continue }
      let rule = finding.rule
      if last.rule != rule { last = (rule, Self.names[rule] != nil) }
      guard last.isKnown, let owner = owners.project(of: finding) else { continue }
      gathered[owner.project, default: []].append((index, rule, owner.service))
    }
    gathered = gathered.filter { $0.value.count >= Self.fewest }
    projects = gathered.sorted { $0.key < $1.key }.map { position, found in
      let kept = Self.known.compactMap { known -> Kept? in
        let own = found.filter { $0.rule == known.rule }
        guard !own.isEmpty else { return nil }
        return Kept(
          rule: known.rule, name: known.name, services: Set(own.map(\.service)).sorted(),
          findings: own.map { all[$0.index] })
      }
      return Project(name: report.compose[position].name, kept: kept, count: found.count)
    }
    guard !gathered.isEmpty else {
      rest = all
      return
    }
    let taken = Set(gathered.values.joined().map(\.index))
    rest = report.findings.indices.filter { !taken.contains($0) }.map { report.findings[$0] }
  }

  /// Fewer findings than this are listed one by one.
  private static let fewest = 4

  /// What each rule's default is, by the rule.
  static let names = Dictionary(uniqueKeysWithValues: known.map { ($0.rule, $0.name) })

  private static let known: [(rule: String, name: String, line: String)] = [
    ("compose-kept-capabilities", "all default capabilities", "cap_drop: [ALL]"),
    (
      "compose-new-privileges", "processes can gain privileges",
      "security_opt: [\"no-new-privileges:true\"]"
    ),
    ("compose-no-restart", "no restart policy", "restart: unless-stopped"),
    ("compose-unlimited-cpu", "no CPU limit", "cpus: 1"),
    ("compose-unlimited-log", "logs without a maximum size", "logging: {driver: local}"),
    ("compose-unlimited-pids", "no process limit", "pids_limit: 200"),
    ("compose-writable-root", "a writable root file system", "read_only: true"),
  ]

  /// What to do with the lines of the fix, for readers.
  static let advice =
    "Merge these lines into each listed service with `<<: *hardening`, then give back what the service needs, "
    + "with `cap_add` and `tmpfs`. A service that has `deploy.resources.limits` sets `cpus` and `pids` there."
}

/// Finds the project and the service that a finding is in.
private struct Owners {
  /// The project that has a service of a name; nil where several have.
  private var projects: [String: Int?] = [:]

  init(_ compose: [ComposeSummary]) {
    for (position, project) in compose.enumerated() {
      for service in project.services {
        projects.updateValue(projects[service] == nil ? position : nil, forKey: service)
      }
    }
  }

  func project(of finding: Finding) -> (project: Int, service: String)? {
    // A service of several projects is told apart by nothing that a place has; such findings stay as they are.
    guard let name = finding.serviceName, let found = projects[name], let project = found else { return nil }
    return (project, name)
  }
}
