import ArchiveIO
import ArgumentParser
import Findings
import Foundation
import Images

/// What is kept of layers, for people.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Show or empty the cache of layers.",
    subcommands: [Info.self, Clear.self])

  /// Where the cache is that a command is about.
  struct Place: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "The folder. Default: imgcheck/layers in the user's cache folder.", valueName: "folder"),
      completion: .directory)
    var cache: String?

    /// nil where there is no folder yet; a look makes none.
    func open() throws -> (path: String, cache: LayerCache?) {
      guard let path = cache ?? CacheOptions.defaultFolder else {
        throw ValidationError(
          "The environment names no cache folder; set HOME or XDG_CACHE_HOME, or pass --cache FOLDER.")
      }
      guard FileManager.default.fileExists(atPath: path) else { return (path, nil) }
      do throws(PrivateFolder.Failure) {
        return (path, try LayerCache(folder: path))
      } catch {
        throw ValidationError(error.description.prefix(1).uppercased() + error.description.dropFirst() + ".")
      }
    }
  }

  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "info", abstract: "Show where the cache of layers is, and how much it holds.")

    @OptionGroup var place: Place

    func run() throws {
      let (path, cache) = try place.open()
      let layers = cache?.layers ?? []
      let bytes = ByteCount.show(layers.reduce(0) { $0 + Int64($1.bytes) })
      try Terminal.output(
        """
        folder  \(SafeText.show(path))
        layers  \(layers.count)
        size    \(bytes)

        """)
    }
  }

  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear", abstract: "Remove all layers from the cache.")

    @OptionGroup var place: Place

    func run() throws {
      let removed = try place.open().cache?.clear() ?? []
      let bytes = ByteCount.show(removed.reduce(0) { $0 + Int64($1.bytes) })
      try Terminal.output("removed \(removed.count) \(removed.count == 1 ? "layer" : "layers"), \(bytes)\n")
    }
  }
}
