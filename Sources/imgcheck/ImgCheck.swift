import ArchiveIO
import ArgumentParser
import Foundation
import Sandbox

@main
struct ImgCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imgcheck",
    abstract: "Finds what should not ship in container images and compose files, before they are pushed.",
    discussion: """
      EXAMPLES
        imgcheck image.tar                     check a saved image
        docker save app | imgcheck -           check from standard input
        imgcheck image.tar -o sarif=out.sarif  print the report and write SARIF too
        imgcheck compose.yaml                  check what a compose project would run
        imgcheck image.tar --compose compose.yaml
        imgcheck image.tar --policy production
        imgcheck layers image.tar              show the size of each layer, and why
        imgcheck browse image.tar              walk through layers, files and findings
        imgcheck config compose.yaml           print the effective model with origins
        imgcheck graph compose.yaml            show who can reach whom
        imgcheck fix compose.yaml              repair what can be repaired safely
        imgcheck harden compose.yaml web.tar   show the least privilege that images support
        imgcheck convert report.json -o report.md
                                               convert a JSON report
        imgcheck diff old.tar new.tar          compare two builds
        imgcheck batch images.txt -o results.ndjson -o overview.html
                                               check many images
        imgcheck explain image-root-user       explain a rule and how to fix it

      EXIT STATUS
        0  clean: no finding at or above --fail-on
        1  findings at or above --fail-on
        2  wrong usage, or an output could not be written
        3  something could not be read or checked; what was found is still reported
      """,
    version: "imgcheck \(CheckCommand.version)",
    subcommands: [
      CheckCommand.self, LayersCommand.self, BrowseCommand.self, ConfigCommand.self, GraphCommand.self,
      FixCommand.self, HardenCommand.self,
      ConvertCommand.self, MergeCommand.self, DiffCommand.self, RulesCommand.self, ExplainCommand.self,
      PolicyCommand.self,
      BaselineCommand.self, ReportCommand.self, BatchCommand.self, CacheCommand.self,
    ],
    defaultSubcommand: CheckCommand.self)

  static func main() {
    // What exceeds `ulimit -f` is then an error of the write, which is told as a full disk is.
    signal(SIGXFSZ, SIG_IGN)
    do {
      // Swift reads them from /proc on Linux; without it none are seen, not even the program's own name.
      guard !CommandLine.arguments.isEmpty else {
        throw ValidationError("The arguments cannot be read; mount /proc where imgcheck runs.")
      }
      if Set(CommandLine.arguments.dropFirst()) == ["--version", "--verbose"] {
        print("imgcheck \(CheckCommand.version)\nsandbox: \(Sandbox.summary)")
        return
      }
      // Answered before all that the commands know is put together, as a pipeline asks for it each time.
      if CommandLine.arguments.dropFirst() == ["-V"] || CommandLine.arguments.dropFirst() == ["--version"] {
        print("imgcheck \(CheckCommand.version)")
        return
      }
      if let lack = DescriptorSupply.prepare() {
        Terminal.complain("imgcheck: nothing was checked: \(lack)")
        throw ExitCode(3)
      }
      HeadStart.begin(Array(CommandLine.arguments.dropFirst()))
      let configuration = try Configuration(
        Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment,
        directory: FileManager.default.currentDirectoryPath)
      var command = try configuration.parse()
      if let judging = command as? any JudgingCommand {
        try judging.run(by: configuration.origin)
      } else {
        try command.run()
      }
      HeadStart.end()
    } catch {
      HeadStart.end()
      end(error)
    }
  }

  /// Prints what an error says and ends with the exit status that the help promises.
  private static func end(_ error: any Error) -> Never {
    let code = exitCode(for: error)
    // How to write a command helps whoever wrote it wrong, and not whose file cannot be written: those errors come from
    // commands that were understood.
    let message = (error as? ValidationError).map { "Error: \($0.message)" } ?? fullMessage(for: error)
    if code.isSuccess {
      print(ShortFormCompletion.added(to: message))
      exit(withError: ExitCode.success)
    }
    if !message.isEmpty { Terminal.complain(message) }
    exit(
      withError: code == .validationFailure || code == .failure && !(error is ExitCode) ? ExitCode(2) : code)
  }
}
