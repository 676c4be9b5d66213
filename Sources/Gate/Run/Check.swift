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
  /// A second policy to judge by, because a configuration file brings one; nil where there is none.
  package var weighed: WeighedPolicy?
  /// Whether findings of images may be answered by services; not where the checkout itself names the projects.
  package var projectsSettle = true
  /// Environments that the policy has and none of which was chosen; empty where there is nothing to choose.
  package var unchosenEnvironments: [String] = []
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
  /// The compiled patterns of an earlier check with the same rules; nil to make them.
  package var scanner: SecretScanner?
  /// What layers yielded in earlier runs; nil where nothing is kept.
  package var layerCache: LayerCache?
  /// What of the report somebody will look at, as far as it takes time to make.
  package var detail = ReportDetail.all
  /// Finds images that are named; nil where every input is a path.
  package var finder: (any ImageFinder)?
  /// Finds the images of services, and what builds made of them; nil where projects bring no images.
  package var serviceImages: ServiceImages?
  /// What reading may cost.
  package var limits = RunLimits()
  /// Told how far the reading of layers is, from any thread.
  package var progress: @Sendable (LayerProgress) -> Void = { _ in }

  /// Keeps findings as they are made, for a run that does not end in its time; nil where nobody waits for it.
  package var soFar: FindingsSoFar?

  package init() {}

  /// The rules and those for the user's own types of secrets.
  package var allRules: [Rule] {
    let own = secretRules.rules.map { Rule.secret($0.type) }
    let ids = Set(own.map(\.id))
    return rules.filter { !ids.contains($0.id) } + own
  }

  /// The policy with what structure tests ask and the day on which it is applied.
  var effectivePolicy: Policy { effective(policy) }

  func effective(_ policy: Policy) -> Policy {
    var policy = policy
    policy.image.requirements += structureTests.flatMap(\.requirements)
    policy.today = today
    return policy
  }

  /// The policy with all that any policy of the run asks of contents, which are kept while layers are read.
  var reading: Policy {
    var policy = effectivePolicy
    if let weighed { policy.image.requirements += weighed.policy.image.requirements }
    return policy
  }

  /// What is to be said of the rules and the policy that were chosen.
  var notesOfChoice: [String] {
    guard !unchosenEnvironments.isEmpty else { return secretRules.notes }
    let names = unchosenEnvironments.joined(separator: ", ")
    return secretRules.notes + [
      "the policy has environments (\(names)), but --environment was not used"
    ]
  }

  func severities(_ rules: [Rule]) -> [String: Severity] {
    Dictionary(rules.map { ($0.id, $0.severity) }) { first, _ in first }
  }

  /// The version that reports name.
  package static let version = "0.1.0"

  /// Reads, judges and reports. What cannot be read is in the report and never thrown: the rest is still judged.
  package func run() -> Report { outcome().report }

  /// The same, with what the report does not say of the run. A second policy judges what was read once.
  package func outcome() -> Outcome {
    let inputs = RunInputs(self)
    let threshold = policy.failOn ?? .high
    var judgement = RunJudgement(inputs, self, by: policy, failOn: threshold)
    var left: [String] = []
    if let weighed {
      let other = RunJudgement(
        inputs, self, by: weighed.policy, failOn: min(threshold, weighed.policy.failOn ?? threshold))
      switch weighed {
      case .proposal:
        left = judgement.leftOut(by: other)
        judgement.take(other)
      case .replaced: left = other.leftOut(by: judgement)
      }
    }
    let run = RunReport(check: self, inputs: inputs, judgement: judgement)
    return Outcome(
      report: run.report, evidence: run.evidence, filesRead: run.filesRead, leftOut: left,
      remains: [inputs.projects, judgement])
  }

  /// What came of a run.
  package struct Outcome: Sendable {
    package let report: Report
    /// What a benchmark's controls need to know besides.
    package let evidence: BenchmarkEvidence
    /// The files of compose projects that were read.
    package let filesRead: [String]
    /// The rules of findings that a configuration's policy leaves out or calls milder, one for each finding.
    package var leftOut: [String] = []
    /// What else the run made, for a caller that ends with it: to take it apart would cost time for nothing.
    package var remains: [any Sendable] = []
  }

  /// What reads images as this run wants them read; `incomplete` is extended where secrets cannot be searched for.
  ///
  /// - Parameter hasImages: whether there is anything to read; compose files alone need no scanner unless they are
  ///   searched.
  func makeLoader(_ policy: Policy, hasImages: Bool = true, _ incomplete: inout [Incomplete]) -> ImageLoader {
    var loader = ImageLoader(limits: limits.archive, progress: progress)
    loader.facts = limits.facts
    loader.contents = policy.requiredContents
    loader.finder = finder
    loader.cache = layerCache
    // Even where nobody looks for secrets, what is shown of an image must not hold one.
    guard looksForSecrets || hasImages else { return loader }
    do throws(PatternError) {
      var options = secretOptions
      options.limits = limits.secrets
      let scanner =
        if let known = self.scanner { SecretScanner(sharing: known, options: options) } else {
          try SecretScanner(adding: secretRules, options: options, cache: patternCache)
        }
      loader.masking = scanner
      if looksForSecrets { loader.secrets = scanner }
    } catch {
      incomplete.append(Incomplete(what: "secrets", why: error.description))
    }
    return loader
  }

  /// Compiles the patterns now, for this check and its copies.
  package mutating func compilePatterns() throws(PatternError) {
    scanner = try SecretScanner(adding: secretRules, options: secretOptions, cache: patternCache)
  }

  /// Artifacts that are named.
  private static let artifactsShown = 6

  private static func list(_ artifacts: [Artifact]) -> String {
    let shown = artifacts.prefix(artifactsShown).map(\.title)
    let more = artifacts.count - shown.count
    return "attestations and other artifacts that are not images (\(artifacts.count)): "
      + shown.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
  }

  static func notes(_ archive: SavedImages) -> [String] {
    var notes: [String] = []
    if let origin = archive.origin {
      let digest = origin.digest.map { ", digest \($0)" } ?? ""
      notes.append("\(archive.source): read from \(origin.place)\(digest)")
      notes += origin.notes.map { "\(archive.source): \($0)" }
    }
    if !archive.absentPlatforms.isEmpty {
      let names = archive.absentPlatforms.filter { Platform($0)?.isUnknown != true }
      notes.append(
        "\(archive.source): the index also names platforms that are not in it: \(names.joined(separator: ", "))"
      )
    }
    if !archive.artifacts.isEmpty { notes.append("\(archive.source): \(list(archive.artifacts))") }
    for image in archive.images {
      let gaps = image.facts.gaps.filter { if case .note = $0.loss { true } else { false } }
      notes += gaps.map { "\(image.title): \(ArchivePath(bytes: $0.path).shown): \($0.why)" }
      notes += image.secrets.cuts.map { "\(image.title): \($0)" }
    }
    for image in archive.images where image.platform.isWindows {
      notes.append(
        "\(image.title): a Windows image: rules about Unix users and permissions do not apply to it")
    }
    return notes
  }
}
