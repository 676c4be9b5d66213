import ArgumentParser
import Foundation

/// Options from a file and from variables, put before those of the command line: flags go before the environment, and
/// that before the file. Whoever is nearer replaces a list as a whole.
struct Configuration {
  /// The command line without the program's name.
  let own: [String]
  /// What counts of file and variables.
  let entries: [ConfigEntry]

  /// Reads what applies to a command line; only `check` takes options from elsewhere.
  init(_ own: [String], environment: [String: String], directory: String) throws {
    self.own = own
    let file = Self.isCheck(own) ? try Self.file(own, environment, directory) : nil
    let hasVariables = environment.contains {
      $0.key.hasPrefix(ConfigEnvironment.prefix) && !$0.value.isEmpty
    }
    guard Self.isCheck(own), file != nil || hasVariables else {
      entries = []
      return
    }
    let keys = try ConfigKey.all()
    let given = Self.options(own)
    let variables = try ConfigEnvironment.read(environment, keys: keys)
      .filter { given.isDisjoint(with: $0.key.spellings) }
    let settled = variables.map(\.key)
    var lines: [ConfigEntry] = []
    if let file { lines = try ConfigFile.read(file, keys: keys) }
    let remaining = lines.filter { given.isDisjoint(with: $0.key.spellings) && !settled.contains($0.key) }
    entries = remaining + variables
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
    let start = own.first == CheckCommand.configuration.commandName ? 1 : 0
    return own[..<start] + entries.flatMap(\.arguments) + own[start...]
  }

  /// Whether the command line asks for a check and not for another command, for help or for a script.
  private static func isCheck(_ own: [String]) -> Bool {
    guard let first = own.first else { return true }
    guard options(own).isDisjoint(with: ["-h", "--help", "--version"]) else { return false }
    let commands = ImgCheck.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    let isForScripts = ["---", "--generate", "--experimental"].contains { first.hasPrefix($0) }
    return first == CheckCommand.configuration.commandName || !commands.contains(first) && !isForScripts
  }

  /// The options that a command line names, each without a value that follows `=`.
  private static func options(_ own: [String]) -> Set<String> {
    Set(own.prefix { $0 != "--" }.filter { $0.hasPrefix("-") }.map { String($0.prefix { $0 != "=" }) })
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
