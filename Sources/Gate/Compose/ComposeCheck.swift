import ArchiveIO
import Compose
import Findings
import Images
import PatternScan
import Policies
import Reports
import Rules
import Secrets

/// Judges compose projects.
package struct ComposeCheck: Sendable {
  let rules: [Rule]
  /// Those of them that judge one project, or the configs of its services.
  private let own: [Rule]
  private let ids: Set<String>
  let policy: Policy
  /// Today as `YYYY-MM-DD`; nil where no exception shall expire.
  let today: String?
  /// Looks for secrets in the files' text; nil where none are wanted.
  let secrets: SecretScanner?
  let reader: FileReader
  /// Holds services against images; nil where no image was given.
  let cross: CrossCheck?
  /// What of the result somebody will look at, as far as it takes time to make.
  let detail: ReportDetail
  /// Told of each project's findings as they are made.
  var soFar: FindingsSoFar?

  package init(
    rules: [Rule] = Rule.all, policy: Policy = .standard, today: String? = nil, secrets: SecretScanner? = nil,
    reader: FileReader = .disk, cross: CrossCheck? = nil, detail: ReportDetail = .all
  ) {
    self.rules = rules
    ids = Set(rules.lazy.map(\.id))
    own = rules.filter {
      if case .compose = $0.check { return true }
      return ServiceForm.judges($0)
    }
    self.policy = policy
    self.today = today
    self.secrets = secrets
    self.reader = reader
    self.cross = cross
    self.detail = detail
  }

  /// What came of a project.
  package struct Result: Sendable {
    /// The project; nil where it could not be loaded.
    package var project: Project?
    package var summary: ComposeSummary?
    package var findings: [Finding] = []
    /// Findings that a comment in the files allows.
    package var suppressed: [Finding] = []
    package var incomplete: [Incomplete] = []
    package var notes: [String] = []
    /// What findings are about, for those that stand somewhere in a service.
    var concerned: [ConcernedPlaces] = []
    /// All files that the project was read from.
    package var filesRead: [String] = []
    /// What all projects of the run promise of the host; with the first project only.
    package var budget: HostBudget?
    /// What of the images' findings the services settle.
    var settled = SupersededFindings()
  }

  /// A finding with the keys of the places that it is about.
  struct ConcernedPlaces: Sendable {
    let finding: Fingerprint
    private let key: String
    private let others: [String]

    init(_ finding: Fingerprint, _ match: PlacedMatch) {
      (self.finding, key, others) = (finding, match.key.text, match.sharedKeys.map(\.text))
    }

    var areInServices: Bool { !others.isEmpty || Key.isInService(key) }

    /// The names of the services that the places are in.
    var services: [String] { ([key] + others).compactMap(Key.service(of:)) }
  }

  /// Loads projects and judges them; the results come in the projects' order.
  package func run(_ projects: [Options]) -> [Result] {
    judge(LoadedProject.all(projects, reader: reader))
  }

  package func run(_ options: Options) -> Result { run([options])[0] }

  /// Judges projects that were loaded, side by side; they share the host.
  func judge(_ loaded: [LoadedProject]) -> [Result] {
    let prepared = loaded.sideBySide { loaded in
      loaded.project.map { project in
        project.declared(by: cross).withRoles(policy.roles).withMountedFiles(
          policy.compose, policy.compose.isOfCheckout ? reader.within(project.directory) : reader)
      }
    }
    let projects = prepared.compactMap(\.self)
    var number = 0
    let positions: [Int?] = prepared.map { project in
      guard project != nil else { return nil }
      defer { number += 1 }
      return number
    }
    let shared = HostCheck(rules: rules, policy: policy).matches(projects)
    let makeSearch: @Sendable () -> ComposeSecrets? = {
      secrets.map { ComposeSecrets(scanner: $0, rules: rules) }
    }
    var results = Array(zip(loaded, positions)).sideBySide(with: makeSearch) { piece, search in
      switch piece.0 {
      case .project(_, let options):
        return piece.1.map { judge(projects[$0], options, besides: shared[$0], search) } ?? Result()
      case .failed(let loss): return Result(incomplete: [loss])
      }
    }
    if let first = positions.firstIndex(where: { $0 != nil }) {
      results[first].budget = HostBudget(projects, policy)
    }
    let files = positions.map { $0.map { projects[$0].toldFiles } ?? [] }
    Self.tellOnce(&results, files)
    return results
  }

  /// What is reported of a place.
  private struct Identity: Hashable {
    let rule: String
    let location: Location
    let message: String

    init(_ finding: Finding) {
      (rule, location, message) = (finding.rule, finding.location, finding.message)
    }
  }

  /// Leaves what several projects say of one place, because they read the same file, to the first of them.
  ///
  /// - Parameter files: the files that each of them was read from.
  private static func tellOnce(_ results: inout [Result], _ files: [[String]]) {
    var readers: [String: Int] = [:]
    for file in files.lazy.flatMap(\.self) { readers[file, default: 0] += 1 }
    let shared = Set(readers.lazy.filter { $0.value > 1 }.map(\.key))
    var told: Set<Identity> = []
    for (index, files) in zip(results.indices, files) where !shared.isDisjoint(with: files) {
      let isShared = { (finding: Finding) in finding.location.file.map(shared.contains) ?? false }
      results[index].findings.removeAll { isShared($0) && told.contains(Identity($0)) }
      for finding in results[index].findings where isShared(finding) { told.insert(Identity(finding)) }
    }
  }

  /// The findings of a project that was loaded, with those that come of its being beside others.
  ///
  /// - Parameter search: looks for secrets in the files' text; nil where none are wanted.
  private func judge(
    _ project: Project, _ options: Options, besides shared: [PlacedMatch], _ search: ComposeSecrets?
  ) -> Result {
    var result = Result(
      project: project,
      summary: ComposeSummary(
        files: project.files, name: project.name, services: project.services.map(\.name)))
    if detail.contains(.digests) {
      result.summary?.digests = project.composeFiles.reduce(into: [:]) { digests, file in
        digests[file] = project.sources[file].map { Self.digest($0).description }
      }
    }
    if detail.contains(.networks) {
      result.summary?.network = NetworkSummary(project, policy)
    }
    result.filesRead = project.sources.keys.sorted()
    result.incomplete = project.problems(.refused).map {
      Incomplete(what: "\($0.span)", why: "Compose refuses this: \($0.message)")
    }
    result.incomplete += UncheckedRequirements.of(project, policy, isOn: ids.contains)
    let own = ComposeMatches(rules: own, policy: policy, project: project) { service in
      cross?.images(of: service, in: project) ?? []
    }
    var matches = own.all
    // Mostly there are none, and then nothing is copied.
    if !shared.isEmpty { matches += shared }
    var searchNotes: [String] = []
    do throws(PatternError) {
      if let search {
        let found = try search.matches(in: project, besides: matches)
        matches += found.placed
        searchNotes = found.notes
        result.incomplete += found.incomplete
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
      result.incomplete += outcome.incomplete
      result.settled = outcome.settled
    }
    matches = ProfileNames(project).added(to: matches)
    let judged = Suppressions(of: project, today: today).judge(matches)
    let judge = RepairJudge(rules: rules, policy: policy, today: today, matching: cross?.matching)
    let edits = detail.contains(.edits) ? SafeEdits(project, options, judge, matches) : nil
    let findings = ComposeFindings(project: project, edits: edits).findings(matches)
    result.concerned.reserveCapacity(matches.count)
    for index in matches.indices {
      let places = ConcernedPlaces(findings[index].fingerprint, matches[index])
      if places.areInServices { result.concerned.append(places) }
    }
    for (var finding, suppression) in zip(findings, judged.suppressions) {
      guard let suppression else {
        result.findings.append(finding)
        continue
      }
      finding.suppression = suppression
      result.suppressed.append(finding)
    }
    soFar?.add(result.findings)
    let count = Suppressions.count(judged.suppressions).map { [$0] } ?? []
    result.notes = Self.leftOut(project) + searchNotes + crossNotes + count + judged.notes
    if policy.compose.mustBeKnown {
      result.incomplete += project.problems(.unknown).map { Incomplete(what: "\($0.span)", why: $0.message) }
    } else {
      result.notes = Self.unknowns(project) + result.notes
    }
    return result
  }

  /// The digest of a file as it stands on the disk.
  private static func digest(_ source: Source) -> Digest {
    let mark = source.hasByteOrderMark ? Source.byteOrderMark : []
    return Digest.of(ByteView(copying: mark + source.bytes))
  }

  /// The services that the caller's choice of profiles leaves unjudged.
  private static func leftOut(_ project: Project) -> [String] {
    guard !project.disabled.isEmpty else { return [] }
    let names = project.disabled.map { "\($0.name) (\($0.profiles.joined(separator: ", ")))" }
    let noun = names.count == 1 ? "service" : "services"
    return [
      "\(noun) \(names.joined(separator: ", ")) of \(project.name): skipped, because --profile selects other services"
    ]
  }

  /// What only the run time could know, in one line for each file.
  private static func unknowns(_ project: Project) -> [String] {
    let unknown = project.problems(.unknown)
    return Set(unknown.map(\.span.file)).sorted().map { file in
      let own = unknown.filter { $0.span.file == file }
      let first = own[0]
      let more = own.count > 1 ? " (and \(own.count - 1) more)" : ""
      return "\(first.span): known only at run time: \(first.message)\(more)"
    }
  }
}

extension Project {
  /// The files that findings can stand in: Git's lists are read too, and no finding names them.
  fileprivate var toldFiles: [String] { sources.keys.filter { !$0.hasSuffix(".gitignore") } }
}

extension FileReader {
  /// The files of this machine; what is no plain file is none. A byte more than is allowed is read, so that what is
  /// too large shows.
  package static let disk = disk(upTo: Limits().fileBytes)

  /// The same up to another size of a file, in bytes.
  package static func disk(upTo bytes: Int) -> FileReader {
    FileReader(obstacle: PlainFile.obstacle) { path in
      try PlainFile.bytes(path: path, upTo: bytes < .max ? bytes + 1 : bytes)
    }
  }
}
