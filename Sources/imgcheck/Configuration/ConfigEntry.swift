import Compose
import Foundation

/// What a configuration says of one option, and where it says it.
struct ConfigEntry {
  let key: ConfigKey
  /// The values; of a flag `true` or `false`.
  let values: [String]
  /// `FILE:LINE:COLUMN` or a variable's name, for errors.
  let place: String

  /// The same on a command line. A flag that is off and has no `--no-` is written by leaving it out.
  var arguments: [String] {
    switch key.kind {
    case .text, .list: values.map { "--\(key.name)=\($0)" }
    case .flag(let isNegatable):
      values == ["true"] ? ["--\(key.name)"] : isNegatable ? ["--no-\(key.name)"] : []
    }
  }
}

/// Why a configuration cannot be used: where, what, and what to do.
struct ConfigError: Error, CustomStringConvertible {
  let description: String

  init(_ problems: [String]) { description = problems.joined(separator: "\n") }
}

/// Paths in a configuration file, which are relative to it.
enum ConfigPath {
  /// The value as it is seen from the working directory.
  ///
  /// - Parameters:
  ///   - valueName: what the help calls the value, which says where in it a path is.
  ///   - directory: the file's, seen from the working directory; empty for that itself.
  static func resolve(_ value: String, _ valueName: String, in directory: String) -> String {
    guard !directory.isEmpty else { return value }
    switch valueName {
    case "file", "directory": return FilePath.join(directory, value)
    case "files":
      return value.split(separator: ":").map { FilePath.join(directory, String($0)) }.joined(separator: ":")
    case "policy":
      let isFile = value.contains("/") || value.hasSuffix(".yaml") || value.hasSuffix(".yml")
      return isFile ? FilePath.join(directory, value) : value
    case _ where valueName.hasSuffix("=file") || valueName.hasSuffix("=]file"):
      guard let equals = value.firstIndex(of: "=") else { return FilePath.join(directory, value) }
      let rest = String(value[value.index(after: equals)...])
      let path = FilePath.join(directory, rest)
      // A service may be mapped to an image's name too, and that is no path.
      let isName = valueName.hasPrefix("service") && !FileManager.default.fileExists(atPath: path)
      return value[...equals] + (isName ? rest : path)
    default: return value
    }
  }
}
