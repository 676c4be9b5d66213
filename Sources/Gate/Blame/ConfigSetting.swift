import Images

/// Which instruction sets a field of the image config (OCI Image Specification, config.md).
struct ConfigSetting {
  /// `ENV`, `USER`, ...
  let keyword: String
  /// The variable, label, port, directory or trigger, where the field is one of several.
  let item: String?

  /// nil for fields that no instruction sets.
  init?(_ field: String, in image: ImageFacts) {
    let name = field.prefix { $0 != "[" && $0 != "." }
    guard let keyword = Self.keywords[String(name)] else { return nil }
    self.keyword = keyword
    let rest = field[name.endIndex...]
    let execution = image.config.execution
    let index = Int(rest.dropFirst().prefix { $0 != "]" }) ?? -1
    if rest.first == "." {
      item = String(rest.dropFirst())
    } else if keyword == "ENV", execution.environment.indices.contains(index) {
      item = String(execution.environment[index].prefix { $0 != "=" })
    } else if keyword == "ONBUILD", execution.onBuild.indices.contains(index) {
      item = execution.onBuild[index]
    } else {
      item = nil
    }
  }

  /// The last step that sets it; nil where none is known to.
  func step(in history: LayerHistory) -> Int? {
    history.steps.lastIndex { step in
      guard step.keyword == keyword else { return false }
      return item.map { sets(step.arguments, $0) } ?? true
    }
  }

  private func sets(_ arguments: String, _ item: String) -> Bool {
    let text = arguments.filter { $0 != "\"" && $0 != "'" }
    switch keyword {
    case "ENV", "LABEL":
      return text.hasPrefix(item + "=") || text.hasPrefix(item + " ") || text.contains(" \(item)=")
    case "EXPOSE":
      let port = item.hasSuffix("/tcp") ? String(item.dropLast(4)) : item
      return text.split(separator: " ").contains { $0 == item || $0 == port || $0 == "\(port)/tcp" }
    case "ONBUILD": return arguments == item
    default:
      return text.split { " [],".contains($0) }.contains { $0 == item }
    }
  }

  private static let keywords = [
    "User": "USER", "Env": "ENV", "Entrypoint": "ENTRYPOINT", "Cmd": "CMD", "Volumes": "VOLUME",
    "ExposedPorts": "EXPOSE", "WorkingDir": "WORKDIR", "Labels": "LABEL", "StopSignal": "STOPSIGNAL",
    "Healthcheck": "HEALTHCHECK", "OnBuild": "ONBUILD", "Shell": "SHELL",
  ]
}
