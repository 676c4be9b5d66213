import Images

/// A field of the image config that an instruction sets (OCI Image Specification, config.md), and what it holds.
struct ConfigSetting {
  /// Who gave a field its value.
  enum Setter: Equatable {
    /// The last history step that sets it so.
    case step(Int)
    /// No step sets it.
    case nobody
    /// A step sets it otherwise: the config was changed beside the history, as `docker commit --change` and
    /// `buildah config` do.
    case other
  }

  /// `ENV`, `USER`, ...
  let keyword: String
  /// The variable, label, port, directory or trigger, where the field is one of several.
  let item: String?
  /// Spellings of what the field holds; empty where it holds nothing.
  private let values: [String]

  /// Whether the config has a value there at all.
  var isSet: Bool { !values.isEmpty }

  /// nil for fields that no instruction sets.
  init?(_ field: String, in image: ImageFacts) {
    let name = field.prefix { $0 != "[" && $0 != "." }
    guard let keyword = Self.keywords[String(name)] else { return nil }
    self.keyword = keyword
    let rest = field[name.endIndex...]
    let named = rest.first == "." ? String(rest.dropFirst()) : nil
    let index = Int(rest.dropFirst().prefix { $0 != "]" }) ?? -1
    let config = image.config.execution
    switch keyword {
    case "ENV":
      let pair = config.environment.indices.contains(index) ? config.environment[index] : ""
      let variable = named ?? String(pair.prefix { $0 != "=" })
      item = variable.isEmpty ? nil : variable
      let given = named == nil ? pair : config.environment.last { $0.hasPrefix(variable + "=") } ?? ""
      values = given.isEmpty ? [] : [String(given.dropFirst(variable.count + 1))]
    case "LABEL":
      item = named
      values = named.flatMap { config.labels[$0] }.map { [$0] } ?? []
    case "EXPOSE":
      item = named
      values = named.map { port in config.exposedPorts.filter { $0 == port } } ?? []
    case "VOLUME":
      item = named
      values = named.map { path in config.volumes.filter { $0 == path } } ?? []
    case "ONBUILD":
      item = config.onBuild.indices.contains(index) ? config.onBuild[index] : nil
      values = item.map { [$0] } ?? []
    default:
      item = nil
      values = Self.values(keyword, config)
    }
  }

  private static func values(_ keyword: String, _ config: ImageConfig.Execution) -> [String] {
    switch keyword {
    case "USER": return config.user.isEmpty ? [] : [config.user]
    case "WORKDIR": return config.workingDirectory.isEmpty ? [] : [config.workingDirectory]
    case "STOPSIGNAL": return config.stopSignal.map { [$0] } ?? []
    case "SHELL": return config.shell.map { [$0.joined(separator: " ")] } ?? []
    case "HEALTHCHECK":
      // What the check runs; the words before it say how.
      guard let test = config.healthCheck?.test, !test.isEmpty else { return [] }
      return [test.count == 1 ? test[0] : test.dropFirst().joined(separator: " ")]
    case "CMD": return command(config.command, config.shell)
    case "ENTRYPOINT": return command(config.entrypoint, config.shell)
    default: return []
    }
  }

  /// A command as a list, and without the shell that a builder puts before the other form.
  private static func command(_ words: [String]?, _ shell: [String]?) -> [String] {
    guard let words, !words.isEmpty else { return [] }
    var values = [words.joined(separator: " ")]
    for shell in [shell ?? [], ["/bin/sh", "-c"], ["/bin/bash", "-c"], ["cmd", "/S", "/C"]]
    where !shell.isEmpty && words.starts(with: shell) {
      values.append(words.dropFirst(shell.count).joined(separator: " "))
    }
    return values
  }

  /// Who gave the field the value that it has.
  func setter(in history: LayerHistory) -> Setter {
    guard isSet else { return .nobody }
    var doubtful: Int?
    for (number, step) in history.steps.enumerated().reversed() where step.keyword == keyword {
      switch InstructionValue(keyword, step.arguments).sets(item, values) {
      case .exactly: return .step(number)
      case .perhaps: doubtful = doubtful ?? number
      case .otherwise: return doubtful.map { .step($0) } ?? .other
      case .no: continue
      }
    }
    return doubtful.map { .step($0) } ?? .nobody
  }

  private static let keywords = [
    "User": "USER", "Env": "ENV", "Entrypoint": "ENTRYPOINT", "Cmd": "CMD", "Volumes": "VOLUME",
    "ExposedPorts": "EXPOSE", "WorkingDir": "WORKDIR", "Labels": "LABEL", "StopSignal": "STOPSIGNAL",
    "Healthcheck": "HEALTHCHECK", "OnBuild": "ONBUILD", "Shell": "SHELL",
  ]
}
