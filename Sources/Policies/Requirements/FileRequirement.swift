import Compose

/// What is asked of files of an image.
package struct FileRequirement: Sendable, Hashable {
  package enum Presence: String, Sendable, Hashable, CaseIterable {
    case required = "true"
    case forbidden = "false"
    /// Those that are there must be as it says.
    case optional
  }

  package enum FileType: String, Sendable, Hashable, CaseIterable {
    case file, directory, link
  }

  /// Whose permission to execute is asked for.
  package enum Executor: String, Sendable, Hashable, CaseIterable {
    case owner, group, other, any
  }

  package var path = Glob("")
  package var presence = Presence.required
  /// What stands at the path itself; nil for anything, and then links are followed.
  package var type: FileType?
  /// Permission bits, with set-id and sticky bits: exactly these, at least these, at most these.
  package var mode: UInt16?
  package var leastMode: UInt16?
  package var mostMode: UInt16?
  /// A user's and a group's name or number.
  package var owner: String?
  package var group: String?
  package var executor: Executor?
  /// In bytes.
  package var leastSize: Int64?
  package var mostSize: Int64?
  package var contained: [TextExpression] = []
  package var lacking: [TextExpression] = []
  /// Whether files that a later layer deleted or overwrote count as forbidden: their bytes still ship.
  package var countsHidden = true

  package init() {}

  /// Whether anything is asked but that it is there or not.
  package var hasConditions: Bool {
    type != nil || mode != nil || leastMode != nil || mostMode != nil || owner != nil || group != nil
      || executor != nil || leastSize != nil || mostSize != nil || asksContent
  }

  package var asksContent: Bool { !contained.isEmpty || !lacking.isEmpty }
}

/// An item of a policy's `files`.
struct FileSection: PolicySection {
  var file = FileRequirement()
  var images: [Glob] = []
  var severity: String?
  var reason = ""

  static let required = ["path"]

  static let settings: [Setting<FileSection>] =
    [
      Setting("path", .glob, "The path in the image, or a glob: `/usr/share/**/extension/vector.control`.") {
        // A directory may be written with a slash at its end.
        $0.file.path = Glob(FilePath.normalised($1.text ?? ""))
      },
      Setting(
        "exists", .either([.boolean, .value(.word(["optional"]))]),
        "Whether a file must exist (`true`), must not exist (`false`), or must meet the requirements if it exists "
          + "(`optional`). A forbidden directory is forbidden with everything in it, and a file that a later layer deletes "
          + "still ships and counts.", initial: "true"
      ) { $0.file.presence = FileRequirement.Presence(rawValue: ($1.text ?? "").lowercased()) ?? .required },
    ] + conditions + [
      .globs("image", \.images, "The images that the requirement applies to, by name with or without tag."),
      .text("severity", \.severity, "The severity of its findings.", shape: .value(.severity)),
      .text("reason", \.reason, "Why it is required; findings show it."),
    ]

  private static let conditions: [Setting<FileSection>] = [
    Setting(
      "type", .value(.word(FileRequirement.FileType.allCases.map(\.rawValue))),
      "The type of the entry at the path. Without this key a symbolic link counts as its target."
    ) { $0.file.type = $1.text.flatMap(FileRequirement.FileType.init) },
    mode("mode", \.file.mode, "The exact permission bits: \"0644\"."),
    mode("min-mode", \.file.leastMode, "Permission bits that must all be set."),
    mode("max-mode", \.file.mostMode, "The only permission bits that may be set."),
    .text("owner", \.file.owner, "The owner, by its name in the image or by number."),
    .text("group", \.file.group, "The group, by name or number."),
    Setting(
      "executable-by", .value(.word(FileRequirement.Executor.allCases.map(\.rawValue))),
      "Who must have permission to execute it."
    ) { $0.file.executor = $1.text.flatMap(FileRequirement.Executor.init) },
    .size("min-size", \.file.leastSize, "The minimum size."),
    .size("max-size", \.file.mostSize, "The maximum size."),
    expressions(
      "contains", \.file.contained,
      "Regular expressions that must each match in the file; `^` and `$` match at every line."),
    expressions("lacks", \.file.lacking, "Regular expressions that must not match in the file."),
  ]

  private static func mode(
    _ name: String, _ path: Setting<FileSection>.Path<UInt16?>, _ meaning: String
  ) -> Setting<FileSection> {
    Setting(name, .value(.mode), meaning) { root, node in
      root[keyPath: path] = node.text.flatMap { UInt16($0, radix: 8) }
    }
  }

  private static func expressions(
    _ name: String, _ path: Setting<FileSection>.Path<[TextExpression]>, _ meaning: String
  ) -> Setting<FileSection> {
    Setting(name, .either([.value(.searchable), .list(.value(.searchable))]), meaning) { root, node in
      root[keyPath: path] = node.texts.compactMap { TextExpression.checked($0, byLine: true) }
    }
  }
}
