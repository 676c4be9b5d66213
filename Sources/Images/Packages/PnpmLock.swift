/// `pnpm-lock.yaml`, lock file versions 5 to 9: the keys of `packages`, and `dev` where they say it.
///
///     packages:
///       /@scope/name/1.2.3:                version 5
///       /@scope/name@1.2.3(peer@1.0.0):    version 6
///       '@scope/name@1.2.3':               version 9
///         dev: true                        until version 6
///
/// Version 9 does not say it; there, a direct dependency of the importers that is in `devDependencies` only is
/// known to be for development, and nothing is known of the others.
package enum PnpmLock {
  package static func parse(_ bytes: [UInt8]) -> LockFile {
    var file = LockFile()
    var section = ArraySlice<UInt8>()
    var package: (name: String, version: String, isDevelopmentOnly: Bool?)?
    var direct = DirectDependencies()
    var isSlashForm = false
    func finish() {
      if let found = package {
        file.append(found.name, found.version, isDevelopmentOnly: found.isDevelopmentOnly)
      }
      package = nil
    }
    for line in Lines(bytes) {
      let text = line.bytes.trimmed
      guard !text.isEmpty, text.first != UInt8(ascii: "#") else { continue }
      let indent = line.bytes.prefix { $0 == .space }.count
      if indent == 0 {
        finish()
        if text.hasPrefix("lockfileVersion:") {
          isSlashForm = text.dropFirst(16).trimmed.unquoted.hasPrefix("5")
        }
        section = text.last == .colon ? text.dropLast() : []
        direct.enter(section)
      } else if section == "packages", indent == 2 {
        finish()
        guard let key = key(text) else {
          file.report(line.number, "not a package entry")
          continue
        }
        let found = isSlashForm ? slashForm(key) : atForm(key)
        package = found.map { ($0.name, $0.version, nil) }
      } else if section == "packages", indent == 4, text.hasPrefix("dev:") {
        package?.isDevelopmentOnly = text.dropFirst(4).trimmed == "true"
      } else {
        direct.take(text, indent: indent)
      }
    }
    finish()
    file.settle { direct.isDevelopmentOnly($0.name) }
    return file
  }

  /// `'key':` or `key: {...}` without the marks.
  private static func key(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let single = UInt8(ascii: "'")
    if text.first == single {
      guard let end = text.dropFirst().firstIndex(of: single) else { return nil }
      return text[(text.startIndex + 1)..<end]
    }
    if text.last == .colon { return text.dropLast() }
    for place in text.indices.dropLast() where text[place] == .colon && text[place + 1] == .space {
      return text[..<place]
    }
    return nil
  }

  /// `/name/version_peers` until version 5; nil for `file:`, `link:` and addresses.
  private static func slashForm(_ key: ArraySlice<UInt8>) -> (name: String, version: String)? {
    let path = key.dropFirst()
    // The peers may have slashes of their own, but a version does not have an underscore.
    guard key.first == .slash, !path.contains(.colon) else { return nil }
    let plain = path.prefix(upTo: versionEnd(path))
    guard let slash = plain.lastIndex(of: .slash), slash + 1 < plain.endIndex else { return nil }
    return (plain[..<slash].text, plain[(slash + 1)...].text)
  }

  /// Where the peers begin: at the first underscore after the slash that ends the name, which may itself have
  /// underscores.
  private static func versionEnd(_ path: ArraySlice<UInt8>) -> Int {
    let scope = path.first == UInt8(ascii: "@") ? path.firstIndex(of: .slash) : nil
    let rest = path[(scope.map { $0 + 1 } ?? path.startIndex)...]
    guard let slash = rest.firstIndex(of: .slash) else { return path.endIndex }
    return rest[slash...].firstIndex(of: UInt8(ascii: "_")) ?? path.endIndex
  }

  /// `/name@version(peers)` in version 6, without the slash from version 9; nil as above.
  private static func atForm(_ key: ArraySlice<UInt8>) -> (name: String, version: String)? {
    let path = (key.first == .slash ? key.dropFirst() : key).prefix { $0 != UInt8(ascii: "(") }
    guard !path.contains(.colon), let at = path.dropFirst().lastIndex(of: UInt8(ascii: "@")) else {
      return nil
    }
    return (path[..<at].text, path[(at + 1)...].text)
  }
}

/// The names under `dependencies` and its like, of a single project at the left edge or of each importer.
private struct DirectDependencies {
  private var development: Set<String> = []
  private var production: Set<String> = []
  private var isImporters = false
  private var group = ArraySlice<UInt8>()
  private var groupIndent = 0

  mutating func enter(_ section: ArraySlice<UInt8>) {
    isImporters = section == "importers"
    group = section
    groupIndent = 0
  }

  mutating func take(_ text: ArraySlice<UInt8>, indent: Int) {
    if isImporters, indent <= 4 {
      group = indent == 4 && text.last == .colon ? text.dropLast() : []
      groupIndent = 4
      return
    }
    guard indent == groupIndent + 2, let colon = text.firstIndex(of: .colon) else { return }
    let name = text[..<colon].unquoted.text
    if group == "devDependencies" { development.insert(name) }
    if group == "dependencies" || group == "optionalDependencies" { production.insert(name) }
  }

  func isDevelopmentOnly(_ name: String) -> Bool? {
    if production.contains(name) { return false }
    return development.contains(name) ? true : nil
  }
}
