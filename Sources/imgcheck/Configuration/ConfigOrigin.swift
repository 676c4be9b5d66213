import Compose
import Findings
import Reports

/// The configuration file of a run, and what of it is taken.
struct ConfigOrigin {
  /// The path, as the working directory sees it.
  let file: String
  /// Whether the caller named it and so vouches for it; else it was found.
  let isNamed: Bool
  /// What went to the command's options.
  private(set) var taken: [ConfigEntry] = []
  /// What is held against the caller's word before it counts; nothing of a file that was named.
  private(set) var weighed: [ConfigEntry] = []
  /// What is not taken.
  private(set) var refused: [ConfigEntry] = []

  /// - Parameters:
  ///   - entries: what of the file no option of the command line and no variable replaces.
  ///   - isGate: whether the command gives a verdict; where none is given, none can be lowered, and only what could reach
  ///     outside of the run is refused.
  init(file: String, isNamed: Bool, entries: [ConfigEntry], isGate: Bool) {
    self.file = file
    self.isNamed = isNamed
    for entry in entries {
      guard !isNamed, isGate || ConfigPower.reachesOut(entry.key.name) else {
        taken.append(entry)
        continue
      }
      switch entry.key.power {
      case .shows, .asks, .writes: taken.append(entry)
      case .weighs: weighed.append(entry)
      case .lowers: if entry.isMild { refused.append(entry) } else { taken.append(entry) }
      }
    }
  }

  func takes(_ key: String) -> Bool { taken(key) != nil }

  func taken(_ key: String) -> ConfigEntry? { taken.first { $0.key.name == key } }

  func weighed(_ key: String) -> ConfigEntry? { weighed.first { $0.key.name == key } }

  /// Whether compose projects are the checkout's own choice.
  var bringsProjects: Bool { !isNamed && takes("compose") }

  /// Where outputs may lie that nobody but the file asks for; nil where the caller vouches for them.
  var confinement: OutputWriter.Confinement? {
    guard !isNamed, let entry = taken.first(where: { $0.key.power == .writes }) else { return nil }
    return OutputWriter.Confinement(directory: FilePath.directory(of: file), place: entry.place)
  }

  /// What reports say of the file.
  ///
  /// - Parameter more: what `Weighing` found milder.
  func use(_ more: [ConfigurationUse.Setting] = []) -> ConfigurationUse {
    let mild = taken.filter { $0.isMild || isNamed && $0.isMildThreshold }.map {
      $0.setting(isApplied: true, "lowers the gate, because --config names the file")
    }
    let refusals = refused.map {
      $0.setting(
        isApplied: false, "ignored: only the caller may lower the gate (--config \(file) trusts the file)")
    }
    let settings = mild + refusals + more
    return ConfigurationUse(
      file: file, named: isNamed, settings: settings.sorted { Self.line($0.place) < Self.line($1.place) })
  }

  private static func line(_ place: String) -> Int {
    place.split(separator: ":").dropLast().last.flatMap { Int($0) } ?? 0
  }
}

extension ConfigEntry {
  /// Whether it can make the answer milder.
  fileprivate var isMild: Bool { key.power.isMild(values) }

  /// Whether it is a threshold above the usual one.
  fileprivate var isMildThreshold: Bool {
    key.name == "fail-on" && values.last.flatMap { Severity(rawValue: $0.lowercased()) } ?? .note > .high
  }

  func setting(isApplied: Bool, _ effect: String) -> ConfigurationUse.Setting {
    ConfigurationUse.Setting(
      key: key.name, value: values.joined(separator: ", "), place: place, applied: isApplied, effect: effect)
  }
}
