import Compose
import Findings
import Foundation
import Images
import Policies
import Reports
import Rules
import Secrets

/// One run in its order: images are read and judged, then projects, then all findings are held against the policy.
struct CheckRun {
  private let check: Check
  private var policy: Policy
  private var active: [Rule]
  /// Findings of this severity or worse fail the run.
  private var failOn: Severity
  private var loader: ImageLoader
  private var inputs: [String] = []
  private var saved: [SavedImages] = []
  /// The findings of each image, in the order of the images.
  private var ofImages: [[Finding]] = []
  private var judged: [ComposeCheck.Result] = []
  private var findings: [Finding] = []
  private var suppressed: [Finding] = []
  /// Findings that the baseline knows already.
  private var known: [Finding] = []
  private var summaries: [ImageSummary] = []
  private var incomplete: [Incomplete] = []
  private var notes: [String] = []
  /// The policy whose host the budget is of, where it is another's.
  private var budgetPolicy: Policy?

  init(_ check: Check) {
    self.check = check
    policy = check.effectivePolicy
    active = check.activeRules
    failOn = check.failOn ?? policy.failOn ?? .high
    loader = check.makeLoader(
      check.reading, hasImages: !check.images.isEmpty || !check.maps.isEmpty, &incomplete)
    notes = check.notesOfChoice
  }

  /// The same run, with what it has read so far, to be judged by another policy.
  func judging(by other: Policy) -> CheckRun {
    var run = self
    run.policy = check.effective(other)
    run.active = check.allRules.filter { other.rules.isOn($0.id) }
    run.failOn = check.failOn ?? min(failOn, other.failOn ?? failOn)
    return run
  }

  mutating func judge() {
    judgeImages()
    judgeProjects()
    applyPolicy()
  }

  /// Takes in what another policy asks for beside this run's own: its findings where they are more or worse, its
  /// threshold where that is lower. Nothing of this run's own goes.
  mutating func take(_ other: CheckRun) {
    let severities = other.severities
    for index in findings.indices {
      guard let told = severities[findings[index].fingerprint] else { continue }
      findings[index].severity = max(findings[index].severity, told)
    }
    var known = Set(findings.map(\.fingerprint))
    findings += other.findings.filter { known.insert($0.fingerprint).inserted }
    suppressed.removeAll { known.contains($0.fingerprint) }
    failOn = other.failOn
    let own = Set(incomplete)
    incomplete += other.incomplete.filter { !own.contains($0) }
    let said = Set(notes)
    notes += other.notes.filter { !said.contains($0) }
    if !judged.contains(where: { $0.budget != nil }) {
      for index in judged.indices where index < other.judged.count {
        judged[index].budget = other.judged[index].budget
      }
      budgetPolicy = other.policy
    }
  }

  /// The rules of this run's findings that another one leaves out or calls milder, one for each finding.
  func leftOut(by other: CheckRun) -> [String] {
    let severities = other.severities
    return findings.filter { finding in
      severities[finding.fingerprint].map { $0 < finding.severity } ?? true
    }.map(\.rule)
  }

  /// How grave each finding is.
  private var severities: [Fingerprint: Severity] {
    Dictionary(findings.map { ($0.fingerprint, $0.severity) }, uniquingKeysWith: max)
  }

  /// The compose files that were read, included and extended ones and those of variables too.
  var filesRead: [String] { judged.flatMap(\.filesRead) }

  private var images: [(archive: SavedImages, image: ImageFacts)] {
    saved.flatMap { archive in archive.images.map { (archive, $0) } }
  }

  mutating func readImages() {
    if let base = check.baseImage {
      do throws(ImageError) {
        loader.baseImages = try loader.diffIDs(of: base)
      } catch {
        incomplete.append(Incomplete(what: "base image \(base)", why: error.reason))
      }
    }
    inputs = ImageMap.inputs(check.images, check.maps) { FileManager.default.fileExists(atPath: $0) }
    for source in inputs {
      do throws(ImageError) {
        saved.append(try loader.load(source, selection: check.selection))
      } catch {
        incomplete.append(Incomplete(what: source, why: error.reason))
      }
    }
  }

  mutating func judgeImages() {
    let images = images
    let judge = Judge(rules: active, policy: policy)
    let blames = BlameChoice(check.dockerfiles, projects: check.projects, images: images.map(\.image))
    notes += blames.notes
    let identities = ImageIdentity.all(images.map { ($0.image.name, $0.image.platform.description) })
    let variants = ImageIdentity.variants(
      images.map { ($0.image.name, $0.image.platform.description, $0.image.tags.first ?? "") })
    let ids = Set(active.map(\.id))
    for (((archive, image), identity), variant) in zip(zip(images, identities), variants) {
      let blame = blames.blame(image)
      notes += blame?.note(image).map { [$0] } ?? []
      ofImages.append(
        judge.findings(image, as: identity, blame: blame).map { $0.of(variant, image: image.name) })
      summaries.append(ImageSummary(image, of: archive))
      let unchecked = UncheckedDemands.of(image, policy, isOn: ids.contains) + judge.unchecked(image)
      incomplete += (image.incomplete + unchecked).map {
        Incomplete(what: "\(image.title): \($0.what)", why: $0.why)
      }
    }
    findings += judge.findings(together: images.map(\.image))
  }

  mutating func judgeProjects() {
    let given = images.map { (source: $0.archive.source, image: $0.image) }
    let composeCheck = ComposeCheck(
      rules: active, policy: policy, today: check.today, secrets: loader.secrets, cross: cross(given),
      detail: check.detail)
    judged = composeCheck.run(check.projects)
    var settled = SettledFindings()
    for result in judged { settled.formUnion(result.settled) }
    for (number, own) in ofImages.enumerated() {
      findings += own.filter { !(check.projectsSettle && settled.isSettled($0.rule, of: number)) }
    }
    findings.reserveCapacity(findings.count + judged.reduce(0) { $0 + $1.findings.count })
    for result in judged {
      // What a checkout brings by itself joins no finding of an image, as it answers none.
      findings += check.projectsSettle ? result.findings : result.findings.map(\.withoutFacts)
      suppressed += result.suppressed
    }
    let services = Set(judged.compactMap(\.summary).flatMap(\.serviceNames))
    incomplete += ImageMap.problems(
      check.maps, images: given, unread: Set(inputs).subtracting(saved.map(\.source)), services: services)
    incomplete += judged.flatMap(\.incomplete)
    notes += judged.flatMap(\.notes)
  }

  /// What holds services against images; nil where none are given, so that projects alone are as quick as ever.
  private func cross(_ given: [(source: String, image: ImageFacts)]) -> CrossCheck? {
    guard !(check.projects.isEmpty || given.isEmpty && check.maps.isEmpty) else { return nil }
    return CrossCheck(rules: active, policy: policy, matching: matching(given))
  }

  private func matching(_ given: [(source: String, image: ImageFacts)]) -> ImageMatching {
    var mapped: [String: [Int]] = [:]
    for map in check.maps { mapped[map.service, default: []] += map.positions(given) }
    return ImageMatching(given.map(\.image), mapped: mapped)
  }

  /// Severities, exceptions, and what the baseline knows already.
  mutating func applyPolicy() {
    if !check.images.isEmpty { notes += check.structureTests.flatMap(\.notes) }
    for archive in saved {
      incomplete += archive.incomplete
      notes += Check.notes(archive)
    }
    let tags = Dictionary(images.map { ($0.image.name, $0.image.tags) }) { $0 + $1 }
    let verdicts = Verdicts(
      policy: policy, today: check.today, severities: check.severities(active), tags: tags
    ).judge(findings)
    findings = SameFact.merged(verdicts.kept)
    suppressed += verdicts.suppressed
    notes += verdicts.notes
    guard let baseline = check.baseline else { return }
    let (new, known) = baseline.split(findings)
    self.known = known
    notes += baseline.notes(findings + suppressed, known: known.count)
    findings = new
    if !check.showsOnlyNew { suppressed += known }
  }

  var evidence: BenchmarkEvidence {
    let given = images.map { (source: $0.archive.source, image: $0.image) }
    return BenchmarkEvidence(
      images: given.map(\.image), projects: judged.compactMap(\.project), matching: matching(given),
      suppressed: check.showsOnlyNew ? suppressed + known : suppressed, policy: policy,
      uncheckedSecrets: check.looksForSecrets ? check.secretRules.disabled : nil)
  }

  var report: Report {
    var report = Report(
      tool: Report.Tool(name: "imgcheck", version: Check.version),
      summary: Report.Summary(
        findings, failOn: failOn, isComplete: incomplete.isEmpty))
    report.suppressed = suppressed.isEmpty ? nil : suppressed.ranked()
    let disabled = check.allRules.map(\.id).filter { !policy.rules.isOn($0) }
    report.disabledRules = disabled.isEmpty ? nil : disabled.sorted()
    report.images = summaries
    report.compose = judged.compactMap(\.summary)
    report.budget = HostBudget(
      judged.lazy.compactMap(\.budget).first, (budgetPolicy ?? policy).host, images: images.map(\.image))
    report.findings = findings.ranked()
    report.incomplete = incomplete
    report.notes = notes
    return report
  }
}

extension ComposeSummary {
  /// The services as maps may call them: alone, and after the project's name.
  fileprivate var serviceNames: [String] { services + services.map { "\(name)/\($0)" } }
}
