import Compose
import Dispatch
import Findings
import PatternScan
import Policies
import Reports
import Rules
import Secrets
import Synchronization

/// Loads a compose project and judges it.
package struct ComposeCheck: Sendable {
  let rules: [Rule]
  let policy: Policy
  /// Today as `YYYY-MM-DD`; nil where no exception shall expire.
  let today: String?
  /// Looks for secrets in the files' text; nil where none are wanted.
  let secrets: SecretScanner?
  let reader: FileReader

  package init(
    rules: [Rule] = Rule.all, policy: Policy = .standard, today: String? = nil, secrets: SecretScanner? = nil,
    reader: FileReader = .disk
  ) {
    self.rules = rules
    self.policy = policy
    self.today = today
    self.secrets = secrets
    self.reader = reader
  }

  /// What came of a project.
  package struct Result: Sendable {
    package var summary: ComposeSummary?
    package var findings: [Finding] = []
    /// Findings that a comment in the files allows.
    package var suppressed: [Finding] = []
    package var incomplete: [Incomplete] = []
    package var notes: [String] = []
  }

  /// Loads and judges projects side by side, one on each core; the results come in the projects' order.
  package func run(_ projects: [Options]) -> [Result] {
    let results = Mutex([Result](repeating: Result(), count: projects.count))
    DispatchQueue.concurrentPerform(iterations: projects.count) { index in
      let result = run(projects[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock(\.self)
  }

  package func run(_ options: Options) -> Result {
    do throws(LoadError) {
      return judge(try Project.load(options, reader: reader))
    } catch {
      let name =
        options.files.first ?? "compose project in \(options.directory.isEmpty ? "." : options.directory)"
      return Result(incomplete: [Incomplete(what: error.span?.file ?? name, why: error.description)])
    }
  }

  /// The findings of a project that was loaded.
  package func judge(_ project: Project) -> Result {
    var result = Result(
      summary: ComposeSummary(
        files: project.files, name: project.name, services: project.services.map(\.name)))
    result.summary?.network = NetworkSummary(project)
    result.incomplete = project.problems(.refused).map {
      Incomplete(what: "\($0.span)", why: "Compose refuses this: \($0.message)")
    }
    var matches = ComposeMatches(rules: rules, policy: policy, project: project).all
    do throws(PatternError) {
      if let secrets {
        matches += try ComposeSecrets(scanner: secrets, rules: rules).matches(in: project, besides: matches)
      }
    } catch {
      result.incomplete.append(
        Incomplete(what: "secrets of \(project.files.first ?? "")", why: error.description))
    }
    let judged = Exceptions(allowances: project.allowances, today: today).judge(matches)
    let findings = ComposeFindings(project: project).findings(matches)
    for (var finding, suppression) in zip(findings, judged.suppressions) {
      finding.suppression = suppression
      if suppression == nil { result.findings.append(finding) } else { result.suppressed.append(finding) }
    }
    result.notes = judged.notes
    if policy.compose.mustBeKnown {
      result.incomplete += project.problems(.unknown).map { Incomplete(what: "\($0.span)", why: $0.message) }
    } else {
      result.notes = Self.unknowns(project) + result.notes
    }
    return result
  }

  /// What only the run time could know, in one line for each file.
  private static func unknowns(_ project: Project) -> [String] {
    let unknown = project.problems(.unknown)
    return Set(unknown.map(\.span.file)).sorted().map { file in
      let own = unknown.filter { $0.span.file == file }
      let first = own[0]
      let more = own.count > 1 ? " (and \(own.count - 1) more)" : ""
      return "\(first.span): only the run time knows: \(first.message)\(more)"
    }
  }
}
