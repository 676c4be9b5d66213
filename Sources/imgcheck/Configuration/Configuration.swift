import ArgumentParser
import Foundation

/// Options from a file and from variables, put before those of the command line: flags go before the environment, and
/// that before the file. Whoever is nearer replaces a list as a whole.
struct Configuration {
  /// The command line without the program's name.
  private let own: [String]
  /// The same where its command takes options from elsewhere.
  private let line: ConfigCommandLine?
  /// What file and variables say that the command line does not.
  let entries: [ConfigEntry]
  /// The file, and what of it is taken; nil where there is none.
  let origin: ConfigOrigin?

  /// Reads what applies to a command line. All of it is held to the options of the check, of which other commands take
  /// those that they know.
  init(_ own: [String], environment: [String: String], directory: String) throws {
    self.own = own
    line = ConfigCommandLine(own)
    let found = line == nil ? nil : try Self.file(own, environment, directory)
    let hasVariables = environment.contains {
      $0.key.hasPrefix(ConfigEnvironment.prefix) && !$0.value.isEmpty
    }
    guard let line, found != nil || hasVariables else {
      (entries, origin) = ([], nil)
      return
    }
    let keys = try ConfigKey.all()
    let given = line.options
    let open = try line.known(of: keys).filter { given.isDisjoint(with: $0.spellings) }
    let variables = try ConfigEnvironment.read(environment, keys: keys).filter { open.contains($0.key) }
    let settled = variables.map(\.key)
    var lines: [ConfigEntry] = []
    if let found { lines = try ConfigFile.read(found.path, keys: keys) }
    lines = lines.filter { open.contains($0.key) && !settled.contains($0.key) }
    entries = lines + variables
    origin = found.map {
      ConfigOrigin(file: $0.path, isNamed: $0.isNamed, entries: lines, isGate: line.isGate)
    }
  }

  /// The command that all of it together asks for, without what is not taken of the file. All of the file is held to
  /// what there is nevertheless.
  /// - Throws: what the parser throws, or a `ConfigError` that names who said the wrong thing.
  func parse() throws -> any ParsableCommand {
    let whole = try parseWhole()
    let left = (origin.map { $0.refused + $0.weighed } ?? []).map(\.place)
    guard !left.isEmpty else { return whole }
    do {
      return try ImgCheck.parseAsRoot(arguments(entries.filter { !left.contains($0.place) }))
    } catch {
      let places = origin?.refused.map { "\($0.place) (\($0.key.name))" }.joined(separator: ", ") ?? ""
      throw ConfigError([
        "\(ImgCheck.message(for: error)) Ignored, because no --config names the configuration: \(places)"
      ])
    }
  }

  private func parseWhole() throws -> any ParsableCommand {
    do {
      return try checkAlone() ?? ImgCheck.parseAsRoot(arguments(entries))
    } catch {
      guard !entries.isEmpty, !ImgCheck.exitCode(for: error).isSuccess, isSound([]) else { throw error }
      let guilty =
        entries.indices.first { isSound(without($0)) }
        ?? entries.indices.first { !isSound(Array(entries[...$0])) }
      guard let guilty else { throw error }
      throw ConfigError(["\(entries[guilty].place): \(ImgCheck.message(for: error))"])
    }
  }

  /// The check, which most command lines ask for, parsed without all that the other commands know; nil for another command,
  /// and where the parser has something to say, which it says of the whole program.
  private func checkAlone() -> CheckCommand? {
    guard let line, line.isCheck else { return nil }
    do {
      return try CheckCommand.parse(Array(arguments(entries).dropFirst(line.name.count)))
    } catch {
      return nil
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
    let words: [String] = line.name + entries.flatMap(\.arguments) + line.rest
    return line.isCheck ? RepeatedOption.joined(words, option: "--compose") : words
  }

  /// The file to read, and whether the caller named it; nil for none.
  private static func file(
    _ own: [String], _ environment: [String: String], _ directory: String
  ) throws -> (path: String, isNamed: Bool)? {
    let before = own.prefix { $0 != "--" }
    guard !before.contains("--no-config") else { return nil }
    if let joined = before.last(where: { $0.hasPrefix("--config=") }) {
      return (String(joined.dropFirst("--config=".count)), true)
    }
    if let index = before.lastIndex(of: "--config"), index + 1 < before.endIndex {
      return (before[index + 1], true)
    }
    if let named = environment[ConfigEnvironment.file], !named.isEmpty { return (named, true) }
    guard try !ConfigEnvironment.refusesFiles(environment) else { return nil }
    return ConfigFile.find(from: directory).map { ($0, false) }
  }
}
