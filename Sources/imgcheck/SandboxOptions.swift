import ArchiveIO
import ArgumentParser
import Foundation
import ImageSources
import Images
import Sandbox
import Secrets

/// Whether the run confines itself before it reads what it must not trust.
struct SandboxOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Give up files, programs and connections that the run does not need, before it reads input: required, auto, off.",
      valueName: "when"),
    completion: Choice.completion(Sandbox.Mode.self),
    transform: { text in try Choice.read(text, "choice of sandbox") })
  var sandbox = Sandbox.Mode.auto

  /// Confines the run.
  ///
  /// - Parameters:
  ///   - inputs: all that is still to be read; nil where the input itself names files, as compose files do.
  ///   - outputs: the files that are to be written.
  ///   - cache: what of layers is kept between runs.
  ///   - needs: what the images take that are named. Who connects also reads certificates, passwords and the system's files
  ///     of names, wherever they are.
  func enter(
    reading inputs: [String]?, writing outputs: [String] = [], keeping cache: LayerCache? = nil,
    for needs: SourceNeeds? = nil
  ) throws {
    try Self.enter(sandbox, reading: inputs, writing: outputs, keeping: cache, for: needs)
  }

  /// The same for commands without the option, as far as the system can.
  static func enter(
    _ mode: Sandbox.Mode = .auto, reading inputs: [String]?, writing outputs: [String] = [],
    keeping layers: LayerCache? = nil, for needs: SourceNeeds? = nil
  ) throws {
    HeadStart.end()
    // What later code asks of the surroundings is looked up while it can be.
    _ = OutputOptions.checkout
    let cache = PatternCache(environment: ProcessInfo.processInfo.environment)
    cache.prepare()
    let kept = [cache.folder, layers?.folder.path].compactMap(\.self)
    let shipped = cache.shipped.map { [$0.folder] } ?? []
    let reachesOut = needs.map { $0.connects || $0.executes } ?? false
    let readable = reachesOut ? nil : inputs.map { $0 + (needs?.paths ?? []) }
    var confinement = Sandbox(
      readable: readable.map { $0.filter { $0 != "-" } + kept + shipped },
      writable: outputs.map(folder) + kept)
    confinement.connects = needs?.connects ?? false
    confinement.executes = needs?.executes ?? false
    do throws(Sandbox.Failure) {
      try confinement.enter(mode)
    } catch {
      throw ValidationError(error.description + ".")
    }
  }

  /// The directory that a file lies in.
  private static func folder(_ path: String) -> String {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    return folder.isEmpty ? "." : folder
  }
}

extension Sandbox {
  /// What this system gives, for people.
  static var summary: String {
    let layers = available.map(\.description)
    return layers.isEmpty ? "none on this system" : layers.joined(separator: ", ")
  }
}
