import ArgumentParser
import Compose
import Findings
import Foundation
import Gate
import Images
import Policies
import Rules

struct HardenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "harden",
    abstract: "Derive the least privilege that the images of a compose project support.",
    usage: "imgcheck harden <compose file or image> ... [options]",
    discussion: """
      For each service whose image is given, the settings are derived from what the image needs: user, read-only \
      root with tmpfs, capabilities, new privileges, processes, memory, ports and internal networks. Standard output \
      gets a diff with the reason of each line as a comment; standard error lists what could not be derived, and why. \
      With -o the settings are written as an override file instead.

      The exit status is 0 if nothing can be tightened, 1 if something can, 2 for wrong usage, and 3 if something \
      could not be read.
      """)

  @Argument(
    help: ArgumentHelp(
      "The compose files (.yaml or .yml), of which later ones override earlier ones, and the images that the services run: files, or names such as docker:web:1.4.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "The compose files of the project with : between them, or a directory in which to look.",
      valueName: "file"),
    completion: .file())
  var compose: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write the settings to this override file, without a diff.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var imageChoice: ImageChoice

  @OptionGroup var sources: SourceChoice

  @OptionGroup var choice: ComposeChoice

  @OptionGroup var maps: MapOptions

  @OptionGroup var policies: PolicyOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var sandbox: SandboxOptions

  @OptionGroup var configuration: ConfigOptions

  func run() throws {
    let policy = try policies.load().policy
    let bounds = try limits.limits()
    // Compose files name other files.
    let named = files.filter { !ComposeChoice.isCompose($0) }
    try sandbox.enter(
      reading: nil, writing: output.map { [$0] } ?? [], for: sources.needs(named + maps.map.map(\.image)))
    let images = try FixImages.read(
      named, maps, imageChoice, limits, bounds, undone: "nothing was derived", finder: sources.finder())
    let hardening = try derive(images, policy, bounds)
    if let output {
      try write(hardening, to: output)
    } else {
      try show(hardening)
    }
    for problem in hardening.original.problems(.refused) {
      Terminal.complain("\(problem.span): refused by Compose: \(SafeText.show(problem.message))")
    }
    guard hardening.original.problems(.refused).isEmpty else { throw ExitCode(3) }
    guard hardening.steps.isEmpty else { throw ExitCode(1) }
  }

  private func derive(_ images: FixImages, _ policy: Policy, _ bounds: RunLimits) throws -> ComposeHardening {
    var options = options
    options.limits = bounds.compose
    let tried = try limits.orEnd { [options] in
      Result { () throws(LoadError) in
        try ComposeHardening(
          options, reader: .disk(upTo: options.limits.fileBytes),
          rules: Rule.all.filter { policy.rules.isOn($0.id) }, policy: policy,
          images: images.matching ?? ImageMatching([]), today: Today.text)
      }
    }
    do throws(LoadError) {
      return try tried.get()
    } catch {
      Terminal.complain("imgcheck: \(SafeText.show(error.description))")
      throw ExitCode(3)
    }
  }

  private var options: Options {
    compose.map { choice.options($0) } ?? choice.options(files: files.filter(ComposeChoice.isCompose))
  }

  private func show(_ hardening: ComposeHardening) throws {
    let patch = try limits.orEnd { hardening.patch }
    for change in patch.changes {
      try Terminal.output(UnifiedDiff.between(change.oldText, change.newText, file: change.file))
    }
    for line in HardeningTable.lines(hardening, left: patch.left) { Terminal.complain(SafeText.show(line)) }
  }

  private func write(_ hardening: ComposeHardening, to path: String) throws {
    var writer = OutputWriter(sparing: files + hardening.original.files)
    if !hardening.steps.isEmpty { writer.write(path) { hardening.override } }
    for line in HardeningTable.lines(hardening, left: []) { Terminal.complain(SafeText.show(line)) }
    try writer.finish()
  }

  func validate() throws {
    let isNamedTwice = compose != nil && files.contains(where: ComposeChoice.isCompose)
    guard !isNamedTwice else {
      throw ValidationError("--compose and a compose file as an argument name two projects; name one.")
    }
    guard files.contains(where: { !ComposeChoice.isCompose($0) }) || !maps.map.isEmpty else {
      throw ValidationError(
        "No image is named, and settings are derived from images; add an image, for example web.tar or docker:web:1.4."
      )
    }
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("Standard input (-) can be read only once.")
    }
    if let output, !ComposeChoice.isCompose(output) {
      throw ValidationError("'\(output)' is not the name of a compose file; let it end in .yaml.")
    }
  }
}

/// What `harden` says beside the settings.
enum HardeningTable {
  static func lines(_ hardening: ComposeHardening, left: [ComposeHardening.Open]) -> [String] {
    let rows =
      hardening.open.map { ($0.subject, $0.setting, "unknown: " + $0.reason) }
      + left.map { ($0.subject, $0.setting, "not in the diff: " + $0.reason) }
    let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
    var lines = rows.map { "\(padded($0.0, widths.0))  \(padded($0.1, widths.1))  \($0.2)" }
    if !hardening.withoutImage.isEmpty {
      lines.append("without an image: \(hardening.withoutImage.joined(separator: ", "))")
    }
    lines.append(summary(hardening))
    return lines
  }

  /// How much can be tightened: also of services without an image, which may only change their networks.
  private static func summary(_ hardening: ComposeHardening) -> String {
    guard !hardening.steps.isEmpty else {
      return "no setting of \(FixSummary.count(hardening.services.count, "service")) can be tightened"
    }
    let owners = [
      (hardening.tightenedServices.count, "service"), (hardening.tightenedNetworks.count, "network"),
    ].filter { $0.0 > 0 }.map { FixSummary.count($0.0, $0.1) }
    let settings = FixSummary.count(hardening.steps.count, "setting")
    return "\(settings) of \(owners.joined(separator: " and ")) can be tightened"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
