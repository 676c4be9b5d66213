import Compose
import Findings

extension Requirement {
  /// A demand of a structure test, which fails the run where it is not met.
  init(_ kind: Kind, test: String, at span: SourceSpan?) {
    self.init(kind, at: span)
    self.test = test
    severity = .high
  }
}

/// An item of `fileExistenceTests`: it looks at the final file tree only.
struct FileExistenceTest: PolicySection {
  var name = ""
  var file: FileRequirement = {
    var file = FileRequirement()
    file.countsHidden = false
    return file
  }()

  static let required = ["name", "path"]

  static let settings: [Setting<FileExistenceTest>] = [
    .text("name", \.name, "The name of the test."),
    Setting("path", .text, "The path in the image.") {
      $0.file.path = Glob.literal(FilePath.normalised($1.text ?? ""))
    },
    Setting("shouldExist", .boolean, "Whether the path must exist.", initial: "true") {
      $0.file.presence = $1.scalar?.boolean == false ? .forbidden : .required
    },
    Setting("permissions", .value(.goMode), "Type and permissions as `ls` shows them: -rw-r--r--.") {
      guard let mode = $1.text.flatMap(GoMode.init) else { return }
      $0.file.mode = mode.bits
      $0.file.type = mode.type
    },
    Setting("uid", .count, "The user ID of the owner.") { $0.file.owner = $1.text },
    Setting("gid", .count, "The group ID.") { $0.file.group = $1.text },
    Setting(
      "isExecutableBy", .value(.word(FileRequirement.Executor.allCases.map(\.rawValue))),
      "Who may execute it."
    ) { $0.file.executor = $1.text.flatMap(FileRequirement.Executor.init) },
  ]

  func requirement(at node: Node) -> Requirement { Requirement(.file(file), test: name, at: node.span) }
}

/// An item of `fileContentTests`.
struct FileContentTest: PolicySection {
  var name = ""
  var file = FileRequirement()

  static let required = ["name", "path"]

  static let settings: [Setting<FileContentTest>] = [
    .text("name", \.name, "The name of the test."),
    Setting("path", .text, "The path in the image.") {
      $0.file.path = Glob.literal(FilePath.normalised($1.text ?? ""))
    },
    Setting("expectedContents", .list(.value(.searchable)), "Regular expressions that must match.") {
      $0.file.contained = $1.texts.compactMap { TextExpression.checked($0, byLine: false) }
    },
    Setting("excludedContents", .list(.value(.searchable)), "Regular expressions that must not match.") {
      $0.file.lacking = $1.texts.compactMap { TextExpression.checked($0, byLine: false) }
    },
  ]

  func requirement(at node: Node) -> Requirement { Requirement(.file(file), test: name, at: node.span) }
}

/// Type and permissions as Go writes them (`os.FileMode`): letters for the type and special bits, or `-` for none,
/// then nine for the permissions.
struct GoMode {
  let bits: UInt16
  let type: FileRequirement.FileType?

  init?(_ text: String) {
    let letters = Array(text.utf8)
    guard letters.count > 9 else { return nil }
    var bits: UInt16 = 0
    for (index, letter) in letters.suffix(9).enumerated() {
      if letter == UInt8(ascii: "-") { continue }
      guard letter == Array("rwx".utf8)[index % 3] else { return nil }
      bits |= 1 << UInt16(8 - index)
    }
    var type: FileRequirement.FileType? = .file
    for letter in letters.dropLast(9) {
      switch letter {
      case UInt8(ascii: "-"): break
      case UInt8(ascii: "d"): type = .directory
      case UInt8(ascii: "L"), UInt8(ascii: "l"): type = .link
      case UInt8(ascii: "D"), UInt8(ascii: "p"), UInt8(ascii: "S"), UInt8(ascii: "c"): type = nil
      case UInt8(ascii: "u"): bits |= 0o4000
      case UInt8(ascii: "g"): bits |= 0o2000
      case UInt8(ascii: "t"): bits |= 0o1000
      default: return nil
      }
    }
    self.bits = bits
    self.type = type
  }
}

extension PolicyForm {
  static let goMode = PolicyForm(
    expectation: "type and permissions such as -rw-r--r-- or drwxr-xr-x", schema: #""type": "string""#
  ) { GoMode($0.text) != nil }
}
