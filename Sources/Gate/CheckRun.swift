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
  private let policy: Policy
  private let active: [Rule]
  private var loader: ImageLoader
  private var inputs: [String] = []
  private var saved: [SavedImages] = []
  /// The findings of each image, in the order of the images.
  private var ofImages: [[Finding]] = []
  private var judged: [ComposeCheck.Result] = []
  private var findings: [Finding] = []
  private var suppressed: [Finding] = []
  private var summaries: [ImageSummary] = []
  private var incomplete: [Incomplete] = []
  private var notes: [String] = []

  init(_ check: Check) {
    self.check = check
    policy = check.effectivePolicy
    active = check.activeRules
    loader = check.makeLoader(
      policy, hasImages: !check.images.isEmpty || !check.maps.isEmpty, &incomplete)
    notes = check.notesOfChoice
  }

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
    let ids = Set(active.map(\.id))
    for ((archive, image), identity) in zip(images, identities) {
      let blame = blames.blame(image)
      notes += blame?.note(image).map { [$0] } ?? []
      ofImages.append(judge.findings(image, as: identity, blame: blame))
      summaries.append(ImageSummary(image, of: archive))
      incomplete += (image.incomplete + UncheckedDemands.of(image, policy, isOn: ids.contains)).map {
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
      findings += own.filter { !settled.isSettled($0.rule, of: number) }
    }
    findings.reserveCapacity(findings.count + judged.reduce(0) { $0 + $1.findings.count })
    for result in judged {
      findings += result.findings
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
    var mapped: [String: [Int]] = [:]
    for map in check.maps { mapped[map.service, default: []] += map.positions(given) }
    return CrossCheck(
      rules: active, policy: policy, matching: ImageMatching(given.map(\.image), mapped: mapped))
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
    findings = verdicts.kept
    suppressed += verdicts.suppressed
    notes += verdicts.notes
    guard let baseline = check.baseline else { return }
    let (new, known) = baseline.split(findings)
    notes += baseline.notes(findings + suppressed, known: known.count)
    findings = new
    if !check.showsOnlyNew { suppressed += known }
  }

  var report: Report {
    var report = Report(
      tool: Report.Tool(name: "imgcheck", version: Check.version),
      summary: Report.Summary(
        findings, failOn: check.failOn ?? policy.failOn ?? .high, isComplete: incomplete.isEmpty))
    report.suppressed = suppressed.isEmpty ? nil : suppressed.ranked()
    let disabled = check.allRules.map(\.id).filter { !policy.rules.isOn($0) }
    report.disabledRules = disabled.isEmpty ? nil : disabled.sorted()
    report.images = summaries
    report.compose = judged.compactMap(\.summary)
    report.budget = HostBudget(
      judged.lazy.compactMap(\.budget).first, policy.host, images: images.map(\.image))
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
