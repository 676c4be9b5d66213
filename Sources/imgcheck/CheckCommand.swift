import ArgumentParser
import Compose
import Findings
import Foundation
import Gate
import Images
import Policies
import Reports
import Rules
import Secrets

struct CheckCommand: JudgingCommand {
  static let version = Check.version

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check saved images and compose projects. This is the default command.",
    usage: "imgcheck [check] <image or compose file> ... [options]")

  @Argument(
    help: ArgumentHelp(
      "Images: a file, a directory with an OCI image layout, - for standard input, or a name such as nginx:1.27. Compose files: .yaml or .yml.",
      discussion: """
        Archives of docker save, podman, buildah, skopeo, kaniko, crane, jib, bazel and Nix, OCI archives and \
        layouts, plain or compressed with gzip, zstd, xz, bzip2 or lz4. Several compose files form one project. \
        A name is looked for in Docker and podman, then in its registry; docker:, podman:, containerd: and \
        registry: before a name choose one, archive:, oci: and dir: before a path its form.
        """, valueName: "image"), completion: .file())
  var inputs: [String] = []

  @OptionGroup var choice: ImageChoice

  @Option(
    name: .customLong("compose"),
    help: ArgumentHelp(
      "A compose project to check: files separated by colons, or a directory; may be repeated.",
      valueName: "files"), completion: .file(), transform: RepeatedOption.values)
  var composeLists: [[String]] = []

  /// The compose projects.
  var compose: [String] { composeLists.flatMap(\.self) }

  @OptionGroup var project: ComposeChoice

  @Flag(help: "Fetch the images of the projects' services, and check them together with the projects.")
  var images = false

  @OptionGroup var maps: MapOptions

  @Option(
    help: ArgumentHelp(
      "The base image: layers that it contains too count as its own, not yours.", valueName: "file"),
    completion: .file())
  var baseImage: String?

  @OptionGroup var sources: SourceChoice

  @OptionGroup var dockerfiles: DockerfileOptions

  @OptionGroup var policies: PolicyOptions

  @Option(
    help: ArgumentHelp(
      "Fail on findings of this severity or worse. Default: the policy's fail-on, else high.",
      valueName: "severity"),
    completion: Choice.completion(Severity.self),
    transform: { text in try Choice.read(text, "severity") })
  var failOn: Severity?

  @Option(
    help: ArgumentHelp(
      "The JSON or SARIF report of an earlier run, whose findings are suppressed.", valueName: "file"),
    completion: .file())
  var baseline: String?

  @Flag(help: "Leave findings of the baseline out of the report.")
  var onlyNew = false

  @Flag(help: "Exit with status 0 whatever is found. An incomplete check still exits with 3.")
  var exitZero = false

  @OptionGroup var requirements: RequirementOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var output: OutputOptions

  @OptionGroup var talk: TalkOptions

  @OptionGroup var cache: CacheOptions

  @OptionGroup var sandbox: SandboxOptions

  @OptionGroup var configuration: ConfigOptions

  @Flag(name: .customLong("all"), help: "List every place of every finding in the text report.")
  var showAll = false

  /// What came of a check.
  struct Outcome {
    let report: Report
    /// What a benchmark's controls need to know besides.
    let evidence: BenchmarkEvidence
    /// The rules that the report needs to describe.
    let rules: [RuleDescription]
    /// What was read, which no output may take the place of.
    let filesRead: [String]
  }

  /// Reads and judges.
  ///
  /// - Parameters:
  ///   - origin: the configuration file; nil where there is none.
  ///   - others: files that the caller writes beside the check's own outputs.
  func outcome(by origin: ConfigOrigin?, writing others: [String] = []) throws -> Outcome {
    guard hasInput else {
      throw ValidationError(
        "Name an image (a file, a directory, - for standard input, or a name such as nginx:1.27) or a compose file. 'imgcheck --help' shows examples."
      )
    }
    var check = Check()
    check.images = inputs.filter { !ComposeChoice.isCompose($0) }
    let projects = projects
    check.projects = projects
    check.maps = maps.map
    check.dockerfiles = try dockerfiles.choices
    check.today = Today.text
    check.secretOptions.today = Today.seconds
    check.selection = choice.selection
    check.finder = sources.finder()
    if images { check.serviceImages = sources.serviceImages }
    check.baseImage = baseImage
    check.failOn = failOn
    check.baseline = try baseline.map(BaselineFile.read)
    check.showsOnlyNew = onlyNew
    check.detail = output.detail
    check.limits = try limits.limits()
    let policy = try requirements.apply(policies, to: &check)
    var weighing = try Weighing(origin, policies, &check)
    check.patternCache = PatternCache(environment: ProcessInfo.processInfo.environment)
    check.layerCache = try cache.open()
    try sandbox.enter(
      reading: projects.isEmpty ? imageFiles : nil, writing: output.outputs.map(\.path) + others,
      keeping: check.layerCache, for: sources.needs(imageFiles, fetchesServices: images))
    let progress = ProgressBar(isShown: Terminal.canRedraw && !talk.isQuiet)
    check.progress = { progress.note($0) }
    let outcome = limits.outcome(of: check)
    progress.end()
    UntilExit.hold(outcome)
    weighing.note(outcome.leftOut)
    var report = outcome.report
    report.configurations = origin.map { [$0.use(weighing.settings)] }
    return Outcome(
      report: report, evidence: outcome.evidence,
      rules: Rule.descriptions(for: report, of: check.allRules),
      filesRead: inputFiles + policy.sources + weighing.files + outcome.filesRead
        + [origin?.file].compactMap(\.self))
  }

  func run(by origin: ConfigOrigin?) throws {
    let start = ContinuousClock.now
    let template = try output.readTemplate()
    let outcome = try outcome(by: origin)
    UntilExit.hold(outcome)
    let report = outcome.report
    talk.tell(report, policies: policies.names, took: ContinuousClock.now - start)
    var writer = OutputWriter(
      sparing: outcome.filesRead, imageDirectories: imageFiles, confinement: origin?.confinement)
    try output.write(
      report, by: template, rules: outcome.rules, showAll: showAll || talk.isVerbose,
      hidesText: talk.hides(report), with: &writer)
    // The text report says it already; a file of JSON or SARIF is read by nobody while it is made.
    for problem in report.incomplete where !output.showsText {
      Terminal.complain(
        "imgcheck: not checked: \(SafeText.show(problem.what)): \(SafeText.show(problem.why))")
    }
    try writer.finish()
    let code = report.exitCode
    if code != 0, !(exitZero && code == 1) { throw ExitCode(Int32(code)) }
  }

  /// Files and directories with images.
  private var imageFiles: [String] {
    inputs.filter { !ComposeChoice.isCompose($0) } + [baseImage].compactMap(\.self) + maps.map.map(\.image)
  }

  /// All files that the command line names for reading.
  var inputFiles: [String] {
    inputs + imageFiles + compose.flatMap { [$0] + ComposeChoice.files($0) }
      + project.envFile + dockerfiles.inputFiles + policies.policy + requirements.inputFiles
      + output.inputFiles + [baseline, configuration.config, sources.registryCa].compactMap(\.self)
  }

  /// The compose files among the inputs are one project, each `--compose` is one more.
  private var projects: [Options] {
    let files = inputs.filter(ComposeChoice.isCompose)
    return (files.isEmpty ? [] : [project.options(files: files)]) + compose.map(project.options)
  }

  var hasInput: Bool { !inputs.isEmpty || !compose.isEmpty }

  func validate() throws {
    guard baseline != nil || !onlyNew else { throw ValidationError("--only-new needs a --baseline.") }
    guard maps.map.isEmpty || !compose.isEmpty || inputs.contains(where: ComposeChoice.isCompose) else {
      throw ValidationError("--map needs a compose file; add it with --compose.")
    }
    guard !images || !compose.isEmpty || inputs.contains(where: ComposeChoice.isCompose) else {
      throw ValidationError("--images needs a compose file; add it with --compose.")
    }
    guard inputs.count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("Standard input (-) can be read only once.")
    }
    try InputKind.refuseOthers(inputs)
  }
}
