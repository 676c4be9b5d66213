import Compose
import Findings

/// `metadataTest`: what the image's config must say.
struct MetadataTest: PolicySection {
  var requirements: [Requirement] = []

  static let settings: [Setting<MetadataTest>] = [
    required("labels", .label), required("envVars", .variable), required("env", .variable),
    forbidden("unboundEnvVars", .variable, { $0["key"]?.text }, shape: .list(variable)),
    forbidden("unboundEnv", .variable, { $0["key"]?.text }, shape: .list(variable)),
    named("exposedPorts", .port), forbidden("unexposedPorts", .port, { $0.text }, shape: .texts),
    named("volumes", .volume), forbidden("unmountedVolumes", .volume, { $0.text }, shape: .texts),
    sets("entrypoint", .entrypoint, .texts), sets("cmd", .command, .texts),
    sets("workdir", .workingDirectory, .text), sets("user", .user, .text),
  ]

  private static let variable = PolicyShape.record(
    [
      .init("key", .text, "The name."), .init("value", .text, "The value."),
      .init("isRegex", .boolean, "Whether the value is a regular expression.", initial: "false"),
    ], required: ["key"])

  private static func required(_ name: String, _ trait: Trait) -> Setting<MetadataTest> {
    Setting(name, .list(variable), "A \(trait.rawValue) and its value.") { root, node in
      for item in node.items ?? [] {
        let value = item["value"]?.text ?? ""
        let pattern =
          item["isRegex"]?.scalar?.boolean == true
          ? TextExpression.checked(value, byLine: false).map { ValuePattern($0) } : ValuePattern(exact: value)
        root.add(.has(trait, ValuePattern(exact: item["key"]?.text ?? ""), value: pattern), item)
      }
    }
  }

  private static func named(_ name: String, _ trait: Trait) -> Setting<MetadataTest> {
    Setting(name, .texts, "The \(trait.rawValue) must exist.") { root, node in
      for item in node.items ?? [] {
        root.add(.has(trait, ValuePattern(exact: item.text ?? ""), value: nil), item)
      }
    }
  }

  private static func forbidden(
    _ name: String, _ trait: Trait, _ value: @escaping @Sendable (Node) -> String?, shape: PolicyShape
  ) -> Setting<MetadataTest> {
    Setting(name, shape, "The \(trait.rawValue) must not exist.") { root, node in
      for item in node.items ?? [] { root.add(.hasNo(trait, ValuePattern(exact: value(item) ?? "")), item) }
    }
  }

  private static func sets(_ name: String, _ field: ConfigField, _ shape: PolicyShape) -> Setting<
    MetadataTest
  > {
    Setting(name, shape, "The exact \(field.rawValue) of the config.") { root, node in
      root.add(.sets(field, node.texts), node)
    }
  }

  private mutating func add(_ kind: Requirement.Kind, _ node: Node) {
    requirements.append(Requirement(kind, test: "metadataTest", at: node.span))
  }
}

/// An item of `licenseTests`. Which licences are allowed is not in the file: a policy says it.
struct LicenceTest: PolicySection {
  var files: [String] = []

  static let settings: [Setting<LicenceTest>] = [
    Setting("debian", .boolean, "Whether the licences of Debian packages are checked.") { _, _ in },
    .texts("files", \.files, "Further files with licences."),
  ]

  func requirement(at node: Node) -> Requirement {
    Requirement(.tellsLicences(files: files), test: "licenseTests", at: node.span)
  }
}
