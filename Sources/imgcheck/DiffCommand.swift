import ArgumentParser
import Findings
import Foundation
import Gate
import Images
import Policies
import Reports
import Rules
import Secrets

struct DiffCommand: JudgingCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "Compare two builds of an image: new and gone findings, sizes, packages, config and permissions.",
    discussion: """
      OLD may be the JSON report of an earlier run (-o json=FILE); the comparison lists parts that the report lacks as not compared.

      EXIT STATUS
        0  no new finding at or above --fail-on, and no more growth than allowed
        1  new findings at or above --fail-on, or more growth than --fail-on-growth
        2  wrong usage, or an output could not be written
        3  something could not be read or compared
      """)

  @Argument(
    help: ArgumentHelp(
      "The old image: saved in any format, a name, - for standard input, or a JSON report of it.",
      valueName: "old"))
  var old: String

  @Argument(
    help: ArgumentHelp(
      "The new image: saved in any format, a name, or - for standard input.", valueName: "new"))
  var new: String

  @OptionGroup var choice: ImageChoice

  @Option(
    help: ArgumentHelp("The image of OLD, if its name differs from --image.", valueName: "image"))
  var oldImage: String?

  @Option(
    help: ArgumentHelp(
      "The base image of both: layers that it contains too count as its own, not yours.", valueName: "file"),
    completion: .file())
  var baseImage: String?

  @Option(
    help: ArgumentHelp(
      "The base image of OLD, if it differs from --base-image.", valueName: "file"),
    completion: .file())
  var oldBaseImage: String?

  @OptionGroup var sources: SourceChoice

  @OptionGroup var dockerfiles: DockerfileOptions

  @OptionGroup var policies: PolicyOptions

  @Option(
    help: ArgumentHelp(
      "Fail on new findings of this severity or worse. Default: the policy's fail-on, else high.",
      valueName: "severity"),
    transform: { text in try Choice.read(text, "severity") })
  var failOn: Severity?

  @Option(
    help: ArgumentHelp(
      "Fail if all unpacked layers together grew by more than a share or a size, for example 10% or 20MB.",
      valueName: "limit"),
    transform: { text in
      guard let limit = GrowthLimit(text) else {
        throw ValidationError(
          "'\(text)' is not a limit; write a share such as 10%, or a size such as 20MB.")
      }
      return limit
    })
  var failOnGrowth: GrowthLimit?

  @OptionGroup var requirements: RequirementOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var output: DiffOutput

  @OptionGroup var cache: CacheOptions

  @OptionGroup var sandbox: SandboxOptions

  @OptionGroup var configuration: ConfigOptions

  @Flag(name: .customLong("all"), help: "List everything in the text output, however long.")
  var showAll = false

  func run(by origin: ConfigOrigin?) throws {
    var check = Check()
    check.selection = choice.selection
    check.finder = sources.finder()
    check.today = Today.text
    check.secretOptions.today = Today.seconds
    check.failOn = failOn
    check.limits = try limits.limits()
    check.baseImage = baseImage
    check.dockerfiles = try dockerfiles.choices
    let policy = try requirements.apply(policies, to: &check)
    var weighing = try Weighing(origin, policies, &check)
    check.patternCache = PatternCache(environment: ProcessInfo.processInfo.environment)
    check.layerCache = try cache.open()
    try sandbox.enter(
      reading: [old, new] + bases, writing: output.outputs.map(\.path), keeping: check.layerCache,
      for: sources.needs([old, new] + bases))
    let progress = ProgressBar(isShown: Terminal.canRedraw)
    check.progress = { progress.note($0) }
    var comparison = DiffCheck(
      old: try oldSide(), new: new, check: check,
      oldSelection: ImageSelection(image: oldImage ?? choice.image, platform: choice.platform))
    comparison.growthLimit = failOnGrowth
    comparison.oldBaseImage = oldBaseImage
    let compared = limits.inTime { [comparison] in
      Result { () throws(DiffCheck.Failure) in try comparison.outcome() }
    }
    let outcome: DiffCheck.Outcome
    do throws(DiffCheck.Failure) {
      outcome = try compared?.get() ?? comparison.unfinished(after: limits.timeout)
    } catch {
      progress.end()
      throw ValidationError(SafeText.show(error.description))
    }
    progress.end()
    weighing.note(outcome.leftOut)
    var report = outcome.report
    report.notes = (origin?.use(weighing.settings).lines ?? []) + report.notes
    var writer = OutputWriter(
      sparing: [old, new] + bases + dockerfiles.inputFiles + requirements.inputFiles + policy.sources
        + weighing.files
        + [origin?.file].compactMap(\.self), imageDirectories: [old, new] + bases)
    try output.write(report, showAll: showAll, with: &writer)
    for problem in report.incomplete where !output.showsText {
      Terminal.complain(
        "imgcheck: not compared: \(SafeText.show(problem.what)): \(SafeText.show(problem.why))")
    }
    try writer.finish()
    if report.exitCode != 0 { throw ExitCode(Int32(report.exitCode)) }
  }

  private var bases: [String] { [baseImage, oldBaseImage].compactMap(\.self) }

  private func oldSide() throws -> DiffCheck.Old {
    guard Self.isReport(old) else { return .image(old) }
    return .report(try ReportInput.report(ReportInput.read(old), old), source: old)
  }

  /// Whether a file is JSON: no archive begins so. What cannot be opened is left to the reading of images to tell.
  private static func isReport(_ path: String) -> Bool {
    guard path != "-", let handle = FileHandle(forReadingAtPath: path) else { return false }
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d]
    do {
      return try handle.read(upToCount: 64)?.first { !blanks.contains($0) } == UInt8(ascii: "{")
    } catch {
      return false
    }
  }

  func validate() throws {
    guard old != "-" || new != "-" else {
      throw ValidationError("Standard input (-) can be read only once.")
    }
    guard oldBaseImage == nil || !Self.isReport(old) else {
      throw ValidationError("--old-base-image needs an image as OLD, but '\(old)' is a report.")
    }
    guard !Self.isReport(new) else {
      throw ValidationError("'\(new)' is JSON, but only OLD may be a report; pass the new image.")
    }
  }
}
