import ArchiveIO
import ArgumentParser
import Foundation
import Gate
import Images
import Secrets

/// What is kept of layers between runs, and where.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep what layers yield in this folder, so that a layer that was read before is not searched again. Default: imgcheck/layers in the user's cache folder.",
      valueName: "directory"), completion: .directory)
  var cache: String?

  @Flag(help: "Neither use nor keep what layers yield.")
  var noCache = false

  @Option(
    help: ArgumentHelp(
      "Bytes that the cache of layers may have; what was of no use for the longest time goes first. Default: 2GiB.",
      valueName: "bytes"),
    transform: { text in
      guard let bytes = RunLimits.bytes(text), bytes > 0 else {
        throw ValidationError(
          "'\(text)' is not a size; write a whole number above 0, which may end in KiB, MiB or GiB.")
      }
      return bytes
    })
  var cacheSize = LayerCache.defaultBytes

  /// The cache; nil where none is wanted, and where the default folder cannot be used. A folder that the caller names
  /// must be usable.
  func open() throws -> LayerCache? {
    guard !noCache else { return nil }
    do throws(PrivateFolder.Failure) {
      guard let folder = cache ?? Self.defaultFolder else { return nil }
      return try LayerCache(folder: folder, limit: cacheSize)
    } catch {
      guard cache != nil else { return nil }
      throw ValidationError(error.description.prefix(1).uppercased() + error.description.dropFirst() + ".")
    }
  }

  /// Beside the compiled patterns; nil where the environment names no folder.
  static var defaultFolder: String? {
    PatternCache(environment: ProcessInfo.processInfo.environment).folder.map { $0 + "/layers" }
  }
}
