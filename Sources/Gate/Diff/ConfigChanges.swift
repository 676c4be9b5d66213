import Foundation
import Images
import Reports
import Secrets

/// What containers of two images get differently: the config's fields, each entry of a list by itself.
struct ConfigChanges {
  /// A value as it is, to compare, and as it may be shown.
  private struct Value {
    let text: String
    let shown: String
  }

  private(set) var changes: [ConfigChange] = []

  init(_ old: ImageConfig.Execution, _ new: ImageConfig.Execution) {
    single("User", old.user, new.user)
    single("WorkingDir", old.workingDirectory, new.workingDirectory)
    words("Entrypoint", old.entrypoint, new.entrypoint)
    words("Cmd", old.command, new.command)
    single("StopSignal", old.stopSignal ?? "", new.stopSignal ?? "")
    compare("Healthcheck", old.healthCheck.map(Self.check), new.healthCheck.map(Self.check))
    entries("Env", Self.variables(old.environment), Self.variables(new.environment))
    entries("ExposedPorts", Self.set(old.exposedPorts), Self.set(new.exposedPorts))
    entries("Volumes", Self.set(old.volumes), Self.set(new.volumes))
    entries("Labels", old.labels, new.labels)
    words("Shell", old.shell, new.shell)
    words("OnBuild", old.onBuild.isEmpty ? nil : old.onBuild, new.onBuild.isEmpty ? nil : new.onBuild)
  }

  /// What a report tells of the config.
  init(user old: String, _ new: String) { single("User", old, new) }

  private mutating func single(_ field: String, _ old: String, _ new: String) {
    compare(field, Self.value(old), Self.value(new))
  }

  private mutating func words(_ field: String, _ old: [String]?, _ new: [String]?) {
    compare(field, old.map(Self.list), new.map(Self.list))
  }

  private mutating func entries(_ field: String, _ old: [String: String], _ new: [String: String]) {
    for name in Set(old.keys).union(new.keys).sorted() {
      compare(
        "\(field).\(name)", old[name].map { Self.entry(name, $0) }, new[name].map { Self.entry(name, $0) })
    }
  }

  private mutating func compare(_ field: String, _ old: Value?, _ new: Value?) {
    guard old?.text != new?.text else { return }
    changes.append(ConfigChange(field: field, old: old?.shown, new: new?.shown))
  }

  // MARK: Values

  /// An empty text is what the specification takes for none.
  private static func value(_ text: String) -> Value? {
    text.isEmpty ? nil : Value(text: text, shown: SecretMask.masked(text))
  }

  /// What a name says is secret is never shown, whatever it is.
  private static func entry(_ name: String, _ text: String) -> Value {
    let isSecret = SecretName.isSecret(name) && !text.isEmpty
    return Value(text: text, shown: isSecret ? SecretMask.mark : SecretMask.masked(text))
  }

  private static func list(_ words: [String]) -> Value {
    Value(text: quoted(words), shown: quoted(shown(words)))
  }

  private static func quoted(_ words: [String]) -> String {
    "["
      + words.map { "\"" + $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" }
      .joined(separator: ", ") + "]"
  }

  /// A word may be the value of the option before it, so options are masked over the border between words.
  private static func shown(_ words: [String]) -> [String] {
    var hidesNext = false
    return words.map { word in
      let isValue = hidesNext && !word.hasPrefix("-")
      hidesNext =
        word.hasPrefix("-") && !word.contains("=") && !word.hasSuffix("-stdin") && SecretName.isSecret(word)
      return isValue ? SecretMask.mark : SecretMask.masked(word)
    }
  }

  private static func check(_ check: ImageConfig.HealthCheck) -> Value {
    let times = [
      ("interval", check.interval), ("timeout", check.timeout), ("start period", check.startPeriod),
      ("start interval", check.startInterval),
    ].filter { $0.1 != 0 }.map { " \($0.0) \(seconds($0.1))" }
    let rest = times.joined() + (check.retries == 0 ? "" : " retries \(check.retries)")
    let test = list(check.test)
    return Value(text: test.text + rest, shown: test.shown + rest)
  }

  /// Nanoseconds as seconds.
  private static func seconds(_ nanoseconds: Int64) -> String {
    let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    guard rest != 0 else { return "\(whole)s" }
    return "\(nanoseconds) ns"
  }

  /// The last of several settings of one variable is the one that holds.
  private static func variables(_ environment: [String]) -> [String: String] {
    Dictionary(
      environment.map { text in
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
          String.init)
        return (parts[0], parts.count > 1 ? parts[1] : "")
      }, uniquingKeysWith: { _, last in last })
  }

  private static func set(_ entries: [String]) -> [String: String] {
    Dictionary(entries.map { ($0, "") }, uniquingKeysWith: { first, _ in first })
  }
}
