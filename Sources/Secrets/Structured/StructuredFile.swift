import Findings

/// A file whose format says which of its values are secret. It is chosen by its name, and read as what it is.
struct StructuredFile: Sendable {
  let type: SecretType
  /// Whether the path, in small letters and without a leading slash, is one of these.
  let names: FileNames
  let format: FieldFormat
  /// Names of values that are secret here, beside those that are secret anywhere; `*` stands for any beginning or end.
  let fields: Set<String>
  /// Only `fields` count.
  let isStrict: Bool
  /// Values are base64 of the secret.
  let isEncoded: Bool
  /// People keep passwords in it, so a word where a password stands is one.
  let isStore: Bool
  /// Nothing is lost where the file is too large to be read so: its patterns are searched for all the same.
  let isOptional: Bool

  /// Whether the format makes a field's value a secret.
  func isSecret(_ field: Field) -> Bool {
    if fields.contains(field.name) || fields.contains("*") { return true }
    if fields.contains(where: {
      $0.first == "*" && field.name.hasSuffix($0.dropFirst())
        || $0.last == "*" && field.name.hasPrefix($0.dropLast())
    }) {
      return true
    }
    if let last = field.name.split(whereSeparator: { ":/.".contains($0) }).last, fields.contains(String(last))
    {
      return true
    }
    if isStrict { return false }
    // `"jwt": { "key": ... }`: what the key is for stands around it.
    let name = field.name == "key" ? field.path.suffix(2).joined(separator: ".") : field.name
    return AssignmentName.kind(of: Array(name.utf8)) != nil
  }

  /// The file's readers, in the order of the table.
  static func readers(of path: String) -> [StructuredFile] {
    let path = FileContext.withoutBackupEnding(path).lowercased()
    let candidates = index.candidates(path)
    guard !candidates.isEmpty else { return [] }
    let found = candidates.map { all[$0] }.filter { $0.names.match(path) }
    // A name that means one format means no looser one.
    return found.contains { !$0.isOptional } ? found.filter { !$0.isOptional } : found
  }

  private static let index = FileNameIndex(all.map(\.names))

  static let types = all.map(\.type)

  static let examplePaths = Dictionary(
    uniqueKeysWithValues: all.map { ($0.type.id, $0.names.example) }
      + KeyContainer.allCases.map { ($0.type.id, $0.examplePath) })
}

/// Which paths a structured file has.
struct FileNames: Sendable, Hashable {
  /// Last names.
  var names: Set<String> = []
  /// Ends of paths, after a slash.
  var paths: [String] = []
  var endings: [String] = []
  /// Names of folders whose every file is one.
  var folders: [String] = []
  var beginnings: [String] = []
  /// A path that is one of these, for examples.
  let example: String

  /// Whether the path, in small letters and without a leading slash, is one of these.
  func match(_ path: String) -> Bool {
    let name = FileNames.last(of: path)
    if endings.contains(where: { name.hasSuffix($0) }) { return true }
    if FileNames.isSample(name) { return false }
    return names.contains(name) || beginnings.contains { name.hasPrefix($0) }
      || paths.contains { path == $0 || path.hasSuffix("/" + $0) }
      || folders.contains { folder in
        let above = path.dropLast(name.count)
        return above.hasSuffix("/\(folder)/") || folder.contains("/") && above == "\(folder)/"
      }
  }

  /// What stands behind the path's last slash.
  static func last(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// Whether the name is of a file that shows how the real one is written.
  static func isSample(_ name: some StringProtocol) -> Bool { samples.contains { name.hasSuffix($0) } }

  /// Files that show how the real one is written.
  private static let samples = [
    ".example", ".sample", ".template", ".dist", ".tmpl", ".tpl", "-sample", ".md", ".rst",
  ]
}
