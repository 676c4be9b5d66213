import ArgumentParser
import Foundation

/// Options from a file and from variables, put before those of the command line: flags go before the environment, and
/// that before the file. Whoever is nearer replaces a list as a whole.
struct Configuration {
  /// The command line without the program's name.
  private let own: [String]
  /// The same where its command takes options from elsewhere.
  private let line: ConfigCommandLine?
  /// What counts of file and variables.
  let entries: [ConfigEntry]

  /// Reads what applies to a command line. All of it is held to the options of the check, of which other commands take
  /// those that they know.
  init(_ own: [String], environment: [String: String], directory: String) throws {
    self.own = own
    line = ConfigCommandLine(own)
    let file = line == nil ? nil : try Self.file(own, environment, directory)
    let hasVariables = environment.contains {
      $0.key.hasPrefix(ConfigEnvironment.prefix) && !$0.value.isEmpty
    }
    guard let line, file != nil || hasVariables else {
      entries = []
      return
    }
    let keys = try ConfigKey.all()
    let given = line.options
    let open = try line.known(of: keys).filter { given.isDisjoint(with: $0.spellings) }
    let variables = try ConfigEnvironment.read(environment, keys: keys).filter { open.contains($0.key) }
    let settled = variables.map(\.key)
    var lines: [ConfigEntry] = []
    if let file { lines = try ConfigFile.read(file, keys: keys) }
    entries = lines.filter { open.contains($0.key) && !settled.contains($0.key) } + variables
  }

  /// The command that all of it together asks for.
  /// - Throws: what the parser throws, or a `ConfigError` that names who said the wrong thing.
  func parse() throws -> any ParsableCommand {
    do {
      return try ImgCheck.parseAsRoot(arguments(entries))
    } catch {
      guard !entries.isEmpty, !ImgCheck.exitCode(for: error).isSuccess, isSound([]) else { throw error }
      let guilty =
        entries.indices.first { isSound(without($0)) }
        ?? entries.indices.first { !isSound(Array(entries[...$0])) }
      guard let guilty else { throw error }
      throw ConfigError(["\(entries[guilty].place): \(ImgCheck.message(for: error))"])
    }
  }

  private func without(_ index: Int) -> [ConfigEntry] {
    var others = entries
    others.remove(at: index)
    return others
  }

  private func isSound(_ entries: [ConfigEntry]) -> Bool {
    do {
      _ = try ImgCheck.parseAsRoot(arguments(entries))
      return true
    } catch {
      return false
    }
  }

  private func arguments(_ entries: [ConfigEntry]) -> [String] {
    guard let line else { return own }
    return line.name + entries.flatMap(\.arguments) + line.rest
  }

  /// The file to read; nil for none.
  private static func file(
    _ own: [String], _ environment: [String: String], _ directory: String
  ) throws -> String? {
    let before = own.prefix { $0 != "--" }
    guard !before.contains("--no-config") else { return nil }
    if let joined = before.last(where: { $0.hasPrefix("--config=") }) {
      return String(joined.dropFirst("--config=".count))
    }
    if let index = before.lastIndex(of: "--config"), index + 1 < before.endIndex { return before[index + 1] }
    if let named = environment[ConfigEnvironment.file], !named.isEmpty { return named }
    return ConfigFile.find(from: directory)
  }
}
