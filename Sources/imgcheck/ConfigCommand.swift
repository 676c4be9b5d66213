import ArgumentParser
import Compose
import Findings
import Foundation
import Gate
import Policies
import Reports
import Rules

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print the effective model of a compose project, with the origin of every value.")

  @Argument(
    help: ArgumentHelp(
      "The compose files, of which later ones override earlier ones, or a directory in which to look.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @OptionGroup var choice: ComposeChoice

  @OptionGroup var limits: LimitOptions

  @OptionGroup var sandbox: SandboxOptions

  @OptionGroup var configuration: ConfigOptions

  func run() throws {
    let loading = try ProjectLoading(choice.options(of: files), limits)
    try sandbox.enter(reading: nil)
    let (project, text) = try loading.load { ($0, EffectiveText($0).text) }
    try Terminal.output(text)
    try ProjectLoading.say(project.problems)
  }
}

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Show who can reach whom in a compose project.",
    discussion: "With a policy that has zones, the zones are drawn and forbidden paths are marked.")

  @Argument(
    help: ArgumentHelp(
      "The compose files, of which later ones override earlier ones, or a directory in which to look.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @OptionGroup var choice: ComposeChoice

  @Option(
    help: ArgumentHelp("The drawing's format: \(Choice.list(GraphFormat.self)).", valueName: "format"),
    completion: Choice.completion(GraphFormat.self),
    transform: { text in try Choice.read(text, "format") })
  var format = GraphFormat.text

  @OptionGroup var policies: PolicyOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var sandbox: SandboxOptions

  @OptionGroup var configuration: ConfigOptions

  func run() throws {
    let policy = try policies.load().policy
    let loading = try ProjectLoading(choice.options(of: files), limits)
    try sandbox.enter(reading: nil)
    let (project, text) = try loading.load { [format] project in
      let project = project.withRoles(policy.roles)
      let network = NetworkSummary(project, policy)
      let text =
        switch format {
        case .text: project.graph.text + (ZoneCheck(project, policy)?.text ?? "")
        case .dot: network.dot(title: project.name)
        case .mermaid: network.mermaid
        case .svg: network.svg(title: project.name)
        }
      return (project, text)
    }
    try Terminal.output(text)
    try ProjectLoading.say(project.problems(.refused))
  }
}

/// The forms of a graph.
enum GraphFormat: String, CaseIterable {
  case text, dot, mermaid, svg
}

/// Loads projects for commands that show them.
struct ProjectLoading {
  private var options: Options
  private let limits: LimitOptions

  init(_ options: Options, _ limits: LimitOptions) throws {
    self.options = options
    self.options.limits = try limits.limits().compose
    self.limits = limits
  }

  /// What a project is shown as. Ends the command with status 3 when there is no model to show, or no time left.
  func load<Shown: Sendable>(_ show: @escaping @Sendable (Project) -> Shown) throws -> Shown {
    let loaded = try limits.orEnd { [options] in
      Result { () throws(LoadError) in
        show(try Project.load(options, reader: .disk(upTo: options.limits.fileBytes)))
      }
    }
    do throws(LoadError) {
      return try loaded.get()
    } catch {
      Terminal.complain("imgcheck: \(SafeText.show(error.description))")
      throw ExitCode(3)
    }
  }

  /// Says problems, and ends with status 3 when Compose would refuse the project.
  static func say(_ problems: [Problem]) throws {
    for problem in problems {
      let word =
        switch problem.kind {
        case .refused: "refused by Compose"
        case .unknown: "known only at run time"
        case .warned: "warning"
        }
      Terminal.complain("\(problem.span): \(word): \(SafeText.show(problem.message))")
    }
    if problems.contains(where: { $0.kind == .refused }) { throw ExitCode(3) }
  }
}
