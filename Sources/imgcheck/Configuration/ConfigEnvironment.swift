import Compose
import Findings

/// Variables `IMGCHECK_...`, one for each option of `imgcheck check`; an empty one says nothing.
enum ConfigEnvironment {
  static let prefix = "IMGCHECK_"
  /// Names the configuration file, as `--config` does.
  static let file = "IMGCHECK_CONFIG"
  /// `true` looks for no configuration file, as `--no-config` does; one that is named still counts.
  static let noFile = "IMGCHECK_NO_CONFIG"

  /// Whether no file is to be looked for.
  static func refusesFiles(_ environment: [String: String]) throws(ConfigError) -> Bool {
    switch environment[noFile]?.lowercased() {
    case nil, "", "false": return false
    case "true": return true
    case .some(let other):
      throw ConfigError(["\(noFile) must be true or false, not '\(SafeText.show(other))'"])
    }
  }

  /// What the variables say; a list has one value on each line.
  ///
  /// Variables of other purposes may begin alike, so only those that look like a slip are refused.
  static func read(_ environment: [String: String], keys: [ConfigKey]) throws(ConfigError) -> [ConfigEntry] {
    var entries: [ConfigEntry] = []
    var problems: [String] = []
    for (name, value) in environment.sorted(by: { $0.key < $1.key })
    where name.hasPrefix(prefix) && name != file && name != noFile && !value.isEmpty {
      guard let key = keys.first(where: { $0.variable == name }) else {
        // The prefix is no part of the likeness: short names would all be near each other.
        let rest = String(name.dropFirst(prefix.count))
        let known = (keys.map(\.variable) + [file, noFile]).map { String($0.dropFirst(prefix.count)) }
        if let near = NearestName.slip(rest, among: known) {
          problems.append("the variable \(name) does not name an option; did you mean \(prefix)\(near)?")
        }
        continue
      }
      let values = lines(value, of: key)
      if case .flag = key.kind, values != ["true"], values != ["false"] {
        problems.append("\(name) must be true or false, not '\(SafeText.show(value))'")
      }
      entries.append(ConfigEntry(key: key, values: values, place: name))
    }
    guard problems.isEmpty else { throw ConfigError(problems) }
    return entries
  }

  private static func lines(_ value: String, of key: ConfigKey) -> [String] {
    switch key.kind {
    case .text: [value]
    case .flag: [value.lowercased()]
    case .list:
      value.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0.isWhitespace } }.map {
        String($0.reversed().drop { $0.isWhitespace }.reversed())
      }.filter { !$0.isEmpty }
    }
  }
}
