import ArgumentParser
import Foundation
import Gate
import ImageSources

/// Where images that are named come from.
struct SourceChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "When to fetch a named image from its registry: never, missing (no engine has it), always.",
      valueName: "when"),
    completion: Choice.completion(PullChoice.self),
    transform: { text in try Choice.read(text, "time to pull") })
  var pull = PullChoice.missing

  @Flag(help: "Open no connection; inputs must be files.")
  var offline = false

  @Option(
    help: ArgumentHelp(
      "A registry whose certificate is not checked and that may use plain HTTP; may be repeated.",
      valueName: "host[:port]"))
  var insecureRegistry: [String] = []

  @Option(
    help: ArgumentHelp(
      "The certificates of the authorities that registries are checked with, instead of the system's.",
      valueName: "file"), completion: .file())
  var registryCa: String?

  /// - Parameter pull: in the place of the caller's choice.
  func finder(pull: PullChoice? = nil, takesNamesOnly: Bool = false) -> SourceFinder {
    var options = options
    options.pull = pull ?? self.pull
    options.takesNamesOnly = takesNamesOnly
    return SourceFinder(options)
  }

  private var options: SourceOptions {
    var options = SourceOptions()
    options.pull = pull
    options.isOffline = offline
    options.insecureRegistries = insecureRegistry
    options.authorities = registryCa
    options.environment = ProcessInfo.processInfo.environment
    options.home = options.environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
    return options
  }

  /// What reading inputs takes.
  ///
  /// - Parameter fetchesServices: whether the images of services are fetched too.
  func needs(_ inputs: [String], fetchesServices: Bool = false) -> SourceNeeds {
    var needs = SourceNeeds(inputs, options)
    if fetchesServices { needs.addNames(options) }
    return needs
  }

  /// What fetches the images of services.
  var serviceImages: ServiceImages {
    ServiceImages(
      finder: finder(takesNamesOnly: true), builds: finder(pull: .never, takesNamesOnly: true))
  }
}
