import Compose

/// Puts the parameters that stand with rules where they belong: `rules.image-too-large.max-size` is `image.max-size`.
enum RuleParameters {
  static func settled(_ root: Node) -> Node {
    guard var body = root.mapping, let rules = body["rules"]?.mapping, let holder = body["rules"] else {
      return root
    }
    var left = rules
    for pair in rules.pairs {
      guard var entry = pair.value.mapping else { continue }
      for parameter in entry.pairs {
        guard let section = section(of: parameter.key, rule: pair.key) else { continue }
        entry.remove(parameter.key)
        let old = body[section] ?? .mapping(Mapping(), like: parameter.value)
        var values = old.mapping ?? Mapping()
        values.set(parameter)
        body[section] = .mapping(values, like: old)
      }
      left[pair.key] = entry.isEmpty ? nil : .mapping(entry, like: pair.value)
    }
    body["rules"] = left.isEmpty ? nil : .mapping(left, like: holder)
    return .mapping(body, like: root)
  }

  private static func section(of parameter: String, rule: String) -> String? {
    if ImagePolicy.settings.contains(where: { $0.rules.contains(rule) && $0.field.name == parameter }) {
      return "image"
    }
    let isOfCompose = ComposePolicy.settings.contains {
      $0.rules.contains(rule) && $0.field.name == parameter
    }
    return isOfCompose ? "compose" : nil
  }
}
