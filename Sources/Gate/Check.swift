import Compose
import Dockerfiles
import Findings
import Foundation
import Images
import PatternScan
import Policies
import Reports
import Rules
import Secrets

/// One run of the gate: what to read, and by what to judge it.
package struct Check: Sendable {
  /// Paths of saved images, or `-` for standard input.
  package var images: [String] = []
  package var selection = ImageSelection()
  /// The saved base image, whose layers count as its own; nil where there is none.
  package var baseImage: String?
  /// The Dockerfiles that images were built from, as the user says; compose projects name more.
  package var dockerfiles: [DockerfileChoice] = []
  /// Compose projects, each with the settings to load it by.
  package var projects: [Options] = []
  /// Which images services run, where their names do not tell.
  package var maps: [ImageMap] = []
  /// Today as `YYYY-MM-DD`, by which exceptions expire; nil where none shall.
  package var today: String?
  package var policy = Policy.standard
  /// Tests of container-structure-test, which ask more of every image.
  package var structureTests: [StructureTests] = []
  /// Findings of this severity or worse fail the run; nil for what the policy says.
  package var failOn: Severity?
  /// The findings of an earlier run, which do not count; nil where there is none.
  package var baseline: Baseline?
  /// Whether findings of the baseline are left out altogether.
  package var showsOnlyNew = false
  package var rules = Rule.all
  /// Whether files, config and history are searched for secrets.
  package var looksForSecrets = true
  /// Rules that the user brings beside the built-in types.
  package var secretRules = UserRules()
  package var secretOptions = SecretScanner.Options()
  /// Where compiled patterns are kept between runs; nil keeps none.
  package var patternCache: PatternCache?
  /// Told how far the reading of layers is, from any thread.
  package var progress: @Sendable (LayerProgress) -> Void = { _ in }

  package init() {}

  /// The rules and those for the user's own types of secrets.
  package var allRules: [Rule] {
    let own = secretRules.rules.map { Rule.secret($0.type) }
    let ids = Set(own.map(\.id))
    return rules.filter { !ids.contains($0.id) } + own
  }

  /// The rules that the policy leaves on.
  var activeRules: [Rule] { allRules.filter { policy.rules.isOn($0.id) } }

  /// The policy with what structure tests ask and the day on which it is applied.
  var effectivePolicy: Policy {
    var policy = policy
    policy.image.demands += structureTests.flatMap(\.demands)
    policy.today = today
    return policy
  }

  func severities(_ rules: [Rule]) -> [String: Severity] {
    Dictionary(rules.map { ($0.id, $0.description.severity) }) { first, _ in first }
  }

  /// The version that reports name.
  package static let version = "0.1.0"

  /// Reads, judges and reports. What cannot be read is in the report and never thrown: the rest is still judged.
  package func run() -> Report {
    let policy = effectivePolicy
    var incomplete: [Incomplete] = []
    var notes: [String] = []
    var saved: [SavedImages] = []
    var loader = makeLoader(policy, &incomplete)
    if let baseImage {
      do throws(ImageError) {
        loader.baseImages = try loader.diffIDs(of: baseImage)
      } catch {
        incomplete.append(Incomplete(what: "base image \(baseImage)", why: error.reason))
      }
    }
    let inputs = ImageMap.inputs(images, maps) { FileManager.default.fileExists(atPath: $0) }
    for source in inputs {
      do throws(ImageError) {
        saved.append(try loader.load(source, selection: selection))
      } catch {
        incomplete.append(Incomplete(what: source, why: error.reason))
      }
    }
    let all = saved.flatMap { archive in archive.images.map { (archive, $0) } }
    var findings: [Finding] = []
    var ofImages: [[Finding]] = []
    var summaries: [ImageSummary] = []
    notes += secretRules.notes
    let active = activeRules
    let judge = Judge(rules: active, policy: policy)
    let blames = BlameChoice(dockerfiles, projects: projects, images: all.map(\.1))
    notes += blames.notes
    let identities = ImageIdentity.all(all.map { ($0.1.name, $0.1.platform.description) })
    for ((archive, image), identity) in zip(all, identities) {
      let blame = blames.blame(image)
      notes += blame?.note(image).map { [$0] } ?? []
      ofImages.append(judge.findings(image, as: identity, blame: blame))
      summaries.append(ImageSummary(image, of: archive))
      let unchecked = UncheckedDemands.of(image, policy) { id in active.contains { $0.id == id } }
      incomplete += (image.incomplete + unchecked).map {
        Incomplete(what: "\(image.title): \($0.what)", why: $0.why)
      }
    }
    findings += judge.findings(together: all.map(\.1))
    let given = all.map { (source: $0.0.source, image: $0.1) }
    let composeCheck = ComposeCheck(
      rules: active, policy: policy, today: today, secrets: loader.secrets, cross: cross(given))
    let judged = composeCheck.run(projects)
    var settled = SettledFindings()
    for result in judged { settled.formUnion(result.settled) }
    for (number, own) in ofImages.enumerated() {
      findings += own.filter { !settled.isSettled($0.rule, of: number) }
    }
    var suppressed: [Finding] = []
    for result in judged {
      findings += result.findings
      suppressed += result.suppressed
    }
    let services = Set(judged.compactMap(\.summary).flatMap(\.serviceNames))
    incomplete += ImageMap.problems(
      maps, images: given, unread: Set(inputs).subtracting(saved.map(\.source)), services: services)
    incomplete += judged.flatMap(\.incomplete)
    notes += judged.flatMap(\.notes)
    if !images.isEmpty { notes += structureTests.flatMap(\.notes) }
    for archive in saved {
      incomplete += archive.incomplete
      notes += Self.notes(archive)
    }
    let tags = Dictionary(all.map { ($0.1.name, $0.1.tags) }) { $0 + $1 }
    let verdicts = Verdicts(
      policy: policy, today: today, severities: severities(active), tags: tags
    ).judge(findings)
    findings = verdicts.kept
    suppressed += verdicts.suppressed
    notes += verdicts.notes
    if let baseline {
      let (new, known) = baseline.split(findings)
      notes += baseline.notes(findings + suppressed, known: known.count)
      findings = new
      if !showsOnlyNew { suppressed += known }
    }
    var report = Report(
      tool: Report.Tool(name: "imgcheck", version: Self.version),
      summary: Report.Summary(
        findings, failOn: failOn ?? policy.failOn ?? .high, isComplete: incomplete.isEmpty))
    report.suppressed = suppressed.isEmpty ? nil : suppressed.ranked()
    let disabled = allRules.map(\.id).filter { !policy.rules.isOn($0) }
    report.disabledRules = disabled.isEmpty ? nil : disabled.sorted()
    report.images = summaries
    report.compose = judged.compactMap(\.summary)
    report.budget = HostBudget(judged.lazy.compactMap(\.budget).first, policy.host, images: all.map(\.1))
    report.findings = findings.ranked()
    report.incomplete = incomplete
    report.notes = notes
    return report
  }

  /// What reads images as this run wants them read; `incomplete` is told where secrets cannot be searched for.
  func makeLoader(_ policy: Policy, _ incomplete: inout [Incomplete]) -> ImageLoader {
    var loader = ImageLoader(progress: progress)
    do throws(PatternError) {
      let scanner = try SecretScanner(
        rules: secretRules.merged(), options: secretOptions, cache: patternCache)
      loader.masking = scanner
      if looksForSecrets { loader.secrets = scanner }
    } catch {
      incomplete.append(Incomplete(what: "secrets", why: error.description))
    }
    loader.contents = policy.demandedContents
    return loader
  }

  /// What holds services against images; nil where none are given, so that projects alone are as quick as ever.
  private func cross(_ given: [(source: String, image: ImageFacts)]) -> CrossCheck? {
    guard !(projects.isEmpty || given.isEmpty && maps.isEmpty) else { return nil }
    var mapped: [String: [Int]] = [:]
    for map in maps { mapped[map.service, default: []] += map.positions(given) }
    return CrossCheck(
      rules: activeRules, policy: policy, matching: ImageMatching(given.map(\.image), mapped: mapped))
  }

  /// Notes of one kind beyond these say nothing more.
  private static let cutsShown = 20

  static func notes(_ archive: SavedImages) -> [String] {
    var notes: [String] = []
    if !archive.absentPlatforms.isEmpty {
      let names = archive.absentPlatforms.filter { Platform($0)?.isUnknown != true }
      notes.append(
        "\(archive.source): the index also names platforms that are not in it: \(names.joined(separator: ", "))"
      )
    }
    if archive.artifacts > 0 {
      notes.append(
        "\(archive.source): attestations and other artifacts that are no images: \(archive.artifacts)")
    }
    for image in archive.images {
      notes += image.secrets.cuts.prefix(cutsShown).map { "\(image.title): \($0)" }
      let more = image.secrets.cuts.count - cutsShown
      if more > 0 {
        notes.append("\(image.title): and \(more) more files that were not all searched for secrets")
      }
    }
    for image in archive.images where image.platform.isWindows {
      notes.append(
        "\(image.title): a Windows image: rules about Unix users and permissions do not apply to it")
    }
    return notes
  }
}

extension ComposeSummary {
  /// The services as maps may call them: alone, and after the project's name.
  fileprivate var serviceNames: [String] { services + services.map { "\(name)/\($0)" } }
}
