import ArgumentParser
import Findings
import Foundation
import Gate
import Images
import PatternScan
import Secrets

struct LayersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layers", abstract: "Show each layer: size, waste, instruction, largest files.")

  @Argument(help: "An image: a file, a directory with an OCI image layout, - for standard input, or a name.")
  var input: String

  @OptionGroup var choice: ImageChoice

  @OptionGroup var sources: SourceChoice

  @Option(help: ArgumentHelp("How many of the largest files of each layer to show.", valueName: "number"))
  var files = 5

  @Flag(help: "Print the numbers that dive prints, beside imgcheck's, instead.")
  var dive = false

  @OptionGroup var limits: LimitOptions

  @OptionGroup var sandbox: SandboxOptions

  @OptionGroup var configuration: ConfigOptions

  func run() throws {
    let bounds = try limits.limits()
    try sandbox.enter(reading: [input], for: sources.needs([input]))
    var loader = ImageLoader(limits: bounds.archive)
    loader.facts = bounds.facts
    do throws(PatternError) {
      var options = SecretScanner.Options()
      options.limits = bounds.secrets
      // Instructions are printed, and they may hold a secret.
      loader.masking = try SecretScanner(
        options: options, cache: PatternCache(environment: ProcessInfo.processInfo.environment))
    } catch {
      Terminal.complain("imgcheck: \(SafeText.show(error.description))")
      throw ExitCode(3)
    }
    loader.finder = sources.finder()
    let read = try limits.orEnd { [loader, input, choice, dive, files] in
      Result { () throws(ImageError) in
        let saved = try loader.load(input, selection: choice.selection)
        return (saved, saved.images.map { dive ? DiveListing($0).text : LayerListing($0, files: files).text })
      }
    }
    let saved: SavedImages
    let texts: [String]
    do throws(ImageError) {
      (saved, texts) = try read.get()
    } catch {
      Terminal.complain("imgcheck: \(SafeText.show(error.description))")
      throw ExitCode(3)
    }
    for text in texts { try Terminal.output(text) }
    let incomplete = saved.incomplete + saved.images.flatMap(\.incomplete)
    for problem in incomplete {
      Terminal.complain(
        "imgcheck: not checked: \(SafeText.show(problem.what)): \(SafeText.show(problem.why))")
    }
    if !incomplete.isEmpty { throw ExitCode(3) }
  }
}
