import ArgumentParser
import Foundation

/// An option of a command, as a configuration file or a variable may set it.
struct ConfigKey: Equatable {
  enum Kind: Equatable {
    case text
    case list
    /// True or false; `isNegatable` where the command line has a `--no-` for it.
    case flag(isNegatable: Bool)
  }

  /// The long name, without its dashes.
  let name: String
  let kind: Kind
  /// What the help calls its value, by which paths are known.
  let valueName: String
  /// All that may stand for it on a command line.
  let spellings: Set<String>

  /// What it can do to the verdict or to files.
  var power: ConfigPower { ConfigPower.of(name) }

  /// The variable that sets it, such as `IMGCHECK_FAIL_ON`.
  var variable: String {
    ConfigEnvironment.prefix + name.uppercased().replacing("-", with: "_")
  }

  /// What sets an option and what helps, but is no setting.
  private static let excluded: Set<String> = ["config", "no-config", "help", "version"]

  /// Every option of `imgcheck check`: all that a configuration may set.
  static func all() throws -> [ConfigKey] { try all(of: CheckCommand.self) }

  /// Every option of a command, as the command describes itself: none can be forgotten.
  /// - Throws: `DecodingError` where the parser describes commands otherwise than it used to.
  static func all(of command: any ParsableCommand.Type) throws -> [ConfigKey] {
    let dump = try JSONDecoder().decode(Dump.self, from: Data(command._dumpHelp().utf8))
    let options = dump.command.arguments.filter { $0.kind != "positional" }
    let names = Set(options.compactMap(\.longName))
    return options.compactMap { option in
      guard let name = option.longName, !excluded.contains(name) else { return nil }
      let isNegation = name.hasPrefix("no-") && names.contains(String(name.dropFirst(3)))
      guard !isNegation else { return nil }
      let isNegatable = names.contains("no-" + name)
      return ConfigKey(
        name: name,
        kind: option.kind == "flag" ? .flag(isNegatable: isNegatable) : option.isRepeating ? .list : .text,
        valueName: option.valueName ?? "",
        spellings: Set(option.spellings + (isNegatable ? ["--no-" + name] : [])))
    }
  }

  /// The parts of ArgumentParser's description of a command that are of use here.
  private struct Dump: Decodable {
    struct Command: Decodable { let arguments: [Described] }
    let command: Command
  }

  private struct Described: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: String
    let isRepeating: Bool
    let names: [Name]?
    let valueName: String?

    var longName: String? { names?.first { $0.kind == "long" }?.name }
    var spellings: [String] { (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name } }
  }
}
