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
  /// Holds services against images; nil where no image was given.
  let cross: CrossCheck?

  package init(
    rules: [Rule] = Rule.all, policy: Policy = .standard, today: String? = nil, secrets: SecretScanner? = nil,
    reader: FileReader = .disk, cross: CrossCheck? = nil
  ) {
    self.rules = rules
    self.policy = policy
    self.today = today
    self.secrets = secrets
    self.reader = reader
    self.cross = cross
  }

  /// What came of a project.
  package struct Result: Sendable {
    package var summary: ComposeSummary?
    package var findings: [Finding] = []
    package var incomplete: [Incomplete] = []
    package var notes: [String] = []
    /// What of the images' findings the services settle.
    var settled = SettledFindings()
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
    result.incomplete = project.problems(.refused).map {
      Incomplete(what: "\($0.span)", why: "Compose refuses this: \($0.message)")
    }
    var matches = ComposeMatches(rules: rules, policy: policy, project: project).all
    do throws(PatternError) {
      if let secrets {
        matches += try ComposeSecrets(scanner: secrets).matches(in: project, besides: matches)
      }
    } catch {
      result.incomplete.append(
        Incomplete(what: "secrets of \(project.files.first ?? "")", why: error.description))
    }
    var crossNotes: [String] = []
    if let cross {
      let (outcome, others) = cross.run(project, besides: matches)
      matches = others + outcome.matches
      crossNotes = outcome.notes
      result.settled = outcome.settled
    }
    let judged = Exceptions(allowances: project.allowances, today: today).judge(matches)
    result.findings = ComposeFindings(project: project).findings(judged.kept)
    result.notes = crossNotes + judged.notes
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
