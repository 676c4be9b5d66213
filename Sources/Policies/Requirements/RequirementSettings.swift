import Compose
import Findings

/// The settings that ask something of an image: each becomes requirements.
enum RequirementSettings {
  static let all: [Setting<ImagePolicy>] = traits + config + contents

  private static let traits: [Setting<ImagePolicy>] = [
    required(
      "required-labels", .label,
      "Labels that every image must have with a value: a list of names, or names with a pattern for each value.",
      rule: "image-missing-label"),
    forbidden("forbidden-labels", .label, "Labels that no image may have.", rule: "image-forbidden-label"),
    each(
      "required-tags", .patterns,
      "Patterns that must each match a tag of the image: `[latest, \"/^[0-9a-f]{7,40}$/\"]` requires a commit besides latest.",
      rule: "image-missing-tag"
    ) { text in ValuePattern(text).map { .has(.tag, $0, value: nil) } },
    allowed("allowed-tags", .tag, "The only tags that an image may have.", rule: "image-forbidden-tag"),
    forbidden("forbidden-tags", .tag, "Tags that no image may have.", rule: "image-forbidden-tag"),
    allowed(
      "users", .user, "The only users that an image may run as, by name or number.",
      rule: "image-forbidden-user"),
    forbidden(
      "forbidden-users", .user, "Users that no image may run as, by name or number.",
      rule: "image-forbidden-user"),
    each("required-ports", .patterns, "Ports that must be exposed.", rule: "image-missing-port") { text in
      ValuePattern(text).map { .has(.port, $0, value: nil) }
    },
    allowed(
      "allowed-ports", .port, "The only ports that may be exposed, as `8080` or `53/udp`.",
      rule: "image-forbidden-port"),
    forbidden("forbidden-ports", .port, "Ports that may not be exposed.", rule: "image-forbidden-port"),
    each("required-volumes", .patterns, "Volumes that must be declared.", rule: "image-missing-volume") {
      text in ValuePattern(text).map { .has(.volume, $0, value: nil) }
    },
    allowed(
      "allowed-volumes", .volume, "The only volumes that may be declared.",
      rule: "image-forbidden-volume"),
    forbidden(
      "forbidden-volumes", .volume, "Volumes that may not be declared.", rule: "image-forbidden-volume"),
    required(
      "required-environment", .variable,
      "Environment variables that must be set: a list of names, or names with a pattern for each value.",
      rule: "image-missing-variable"),
    forbidden(
      "forbidden-environment", .variable, "Environment variables that may not be set.",
      rule: "image-forbidden-variable"),
    allowed(
      "base-images", .base,
      "The only base images allowed, with or without tag. An image that does not name its base image fails.",
      rule: "image-forbidden-base"),
    forbidden(
      "forbidden-base-images", .base, "Images that no image may be built on.", rule: "image-forbidden-base"),
    Setting(
      "base-digests", .either([.value(.baseDigest), .list(.value(.baseDigest))]),
      "The only base images allowed, by the chain ID of their layers or by the digest that the image records, and `scratch` for none.",
      rules: ["image-forbidden-base"]
    ) { root, node in root.requirements.append(Requirement(.hasBase(node.texts), at: node.span)) },
  ]

  private static let config: [Setting<ImagePolicy>] = [
    sets("workdir", .workingDirectory, .text, "The exact working directory."),
    sets(
      "entrypoint", .entrypoint, .texts, "The exact entry point, as a list; an empty list for no entry point."
    ),
    sets("cmd", .command, .texts, "The exact command, as a list; an empty list for no command."),
    Setting(
      "max-age", .value(.age), "The maximum age of an image in days.", rules: ["image-too-old"]
    ) { root, node in
      guard let days = node.text.flatMap(PolicyAge.days) else { return }
      root.requirements.append(Requirement(.isYounger(days: days), at: node.span))
    },
  ]

  private static let contents: [Setting<ImagePolicy>] = [
    each(
      "required-packages", packages, "Packages that must be installed: `curl`, `deb:openssl >= 3.0.11`.",
      rule: "image-missing-package"
    ) { text in PackagePattern(text).map { .hasPackage($0) } },
    each(
      "forbidden-packages", packages, "Packages that may not be installed: `gcc*`, `npm:typescript`.",
      rule: "layer-forbidden-package"
    ) { text in PackagePattern(text).map { .hasNoPackage($0) } },
    each(
      "required-programs", names, "Programs that must exist, by name in PATH or by path.",
      rule: "image-absent-program"
    ) { .hasProgram($0) },
    each(
      "forbidden-programs", names, "Programs that must not exist, by name in PATH or by path.",
      rule: "layer-forbidden-program"
    ) { .hasNoProgram($0) },
    Setting(
      "allowed-licences", .oneOrMoreGlobs,
      "The only licences that packages may have; of `A OR B` one is enough.",
      rules: ["layer-forbidden-licence"]
    ) { root, node in
      root.requirements.append(Requirement(.hasOnlyLicences(node.texts.map(Glob.init)), at: node.span))
    },
    each(
      "forbidden-licences", .oneOrMoreGlobs, "Licences that no package may have.",
      rule: "layer-forbidden-licence"
    ) { .hasNoLicence(Glob($0)) },
    Setting("files", .list(FileSection.shape), "Requirements for files, each by path or glob.") {
      root, node in
      for item in node.items ?? [] {
        let section = FileSection(item)
        var requirement = Requirement(.file(section.file), at: item["path"]?.span ?? item.span)
        requirement.images = section.images
        requirement.severity = section.severity.flatMap(Severity.init)
        requirement.reason = section.reason
        root.requirements.append(requirement)
      }
    },
  ]

  private static let packages = PolicyShape.either([.value(.package), .list(.value(.package))])
  private static let names = PolicyShape.either([.text, .texts])

  /// One requirement for each text of a list, at its own place.
  private static func each(
    _ name: String, _ shape: PolicyShape, _ meaning: String, rule: String,
    kind: @escaping @Sendable (String) -> Requirement.Kind?
  ) -> Setting<ImagePolicy> {
    Setting(name, shape, meaning, rules: [rule]) { root, node in
      for item in node.items ?? [node] {
        if let kind = item.text.flatMap(kind) { root.requirements.append(Requirement(kind, at: item.span)) }
      }
    }
  }

  private static func forbidden(_ name: String, _ trait: Trait, _ meaning: String, rule: String) -> Setting<
    ImagePolicy
  > {
    each(name, .patterns, meaning, rule: rule) { text in ValuePattern(text).map { .hasNo(trait, $0) } }
  }

  private static func allowed(_ name: String, _ trait: Trait, _ meaning: String, rule: String) -> Setting<
    ImagePolicy
  > {
    Setting(name, .patterns, meaning, rules: [rule]) { root, node in
      root.requirements.append(
        Requirement(.hasOnly(trait, node.texts.compactMap(ValuePattern.init)), at: node.span))
    }
  }

  /// A list of names, or names with patterns of their values.
  private static func required(_ name: String, _ trait: Trait, _ meaning: String, rule: String) -> Setting<
    ImagePolicy
  > {
    Setting(name, .either([.texts, .map(.value(.pattern), keys: .text)]), meaning, rules: [rule]) {
      root, node in
      for item in node.items ?? [] {
        guard let text = item.text else { continue }
        root.requirements.append(
          Requirement(.has(trait, ValuePattern(exact: text), value: nil), at: item.span))
      }
      for pair in node.mapping?.pairs ?? [] {
        let value = pair.value.text.flatMap(ValuePattern.init)
        root.requirements.append(
          Requirement(.has(trait, ValuePattern(exact: pair.key), value: value), at: pair.keySpan))
      }
    }
  }

  private static func sets(_ name: String, _ field: ConfigField, _ shape: PolicyShape, _ meaning: String)
    -> Setting<ImagePolicy>
  {
    Setting(name, shape, meaning, rules: ["image-unexpected-setting"]) { root, node in
      root.requirements.append(Requirement(.sets(field, node.texts), at: node.span))
    }
  }
}

extension PolicyForm {
  /// A base image that is identified by its content.
  static let baseDigest = PolicyForm(
    expectation: "a digest such as sha256: and 64 hexadecimal digits, or scratch",
    schema: #""type": "string", "pattern": "^(scratch|sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$""#
  ) { scalar in
    let parts = scalar.text.split(separator: ":", maxSplits: 1)
    let digits = parts.last.map {
      $0.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
    let length = parts.first == "sha256" ? 64 : parts.first == "sha512" ? 128 : 0
    return scalar.text == "scratch" || parts.count == 2 && digits == true && parts[1].utf8.count == length
  }
}
