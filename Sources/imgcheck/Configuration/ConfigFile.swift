import Compose
import Findings
import Foundation
import Gate

/// `.imgcheck.yaml`: the long options of `imgcheck check` as keys.
enum ConfigFile {
  static let name = ".imgcheck.yaml"

  /// The nearest file from a directory up to the root of its repository, seen from there; outside a repository only
  /// the directory itself is looked at. Nothing is ever taken from an image.
  static func find(from directory: String) -> String? {
    let manager = FileManager.default
    var found: String?
    var isHere = false
    var up = ""
    var folder = directory
    while true {
      if found == nil, manager.fileExists(atPath: folder + "/" + name) {
        found = up + name
        isHere = up.isEmpty
      }
      if manager.fileExists(atPath: folder + "/.git") { return found }
      guard folder.count > 1 else { return isHere ? found : nil }
      folder = FilePath.directory(of: folder)
      up += "../"
    }
  }

  /// What the file says, in its order.
  /// - Throws: `ConfigError` with every problem at its place.
  static func read(_ path: String, keys: [ConfigKey]) throws(ConfigError) -> [ConfigEntry] {
    guard let root = try document(path) else { return [] }
    guard let pairs = root.mapping?.pairs else {
      throw ConfigError(["\(root.span): a configuration must be a mapping, for example 'fail-on: medium'"])
    }
    let directory = FilePath.directory(of: path)
    var entries: [ConfigEntry] = []
    var problems: [String] = []
    for pair in pairs where !pair.key.hasPrefix("x-") {
      guard let key = keys.first(where: { $0.name == pair.key }) else {
        problems.append("\(pair.keySpan): \"\(pair.key)\" is not an option\(hint(pair.key, keys))")
        continue
      }
      guard let values = values(pair.value, key) else {
        problems.append("\(pair.value.span): \(key.name) must be \(expectation(key))")
        continue
      }
      let resolved = values.map { ConfigPath.resolve($0, key.valueName, in: directory) }
      entries.append(ConfigEntry(key: key, values: resolved, place: "\(pair.value.span)"))
    }
    guard problems.isEmpty else { throw ConfigError(problems) }
    return entries
  }

  private static func document(_ path: String) throws(ConfigError) -> Node? {
    let bytes: [UInt8]?
    do { bytes = try FileReader.disk.read(path) } catch {
      throw ConfigError(["the configuration \(path) cannot be read: \(error)"])
    }
    guard let bytes else {
      throw ConfigError(["configuration file \(path) does not exist; correct the path or add the file"])
    }
    let documents: [Node]
    do {
      documents = try YAMLReader.documents(
        of: try Source(file: path, bytes: bytes), as: .configuration, limits: Limits())
    } catch { throw ConfigError([error.description]) }
    guard documents.count < 2 else {
      throw ConfigError(["\(documents[1].span): a configuration is one YAML document; remove this second one"]
      )
    }
    return documents.first
  }

  private static func values(_ node: Node, _ key: ConfigKey) -> [String]? {
    switch key.kind {
    case .flag:
      guard node.scalar?.kind == .boolean, let text = node.text else { return nil }
      return [text.lowercased()]
    case .text: return node.text.map { [$0] }
    case .list:
      guard let items = node.items else { return node.text.map { [$0] } }
      let texts = items.compactMap(\.text)
      return texts.count == items.count ? texts : nil
    }
  }

  private static func expectation(_ key: ConfigKey) -> String {
    switch key.kind {
    case .flag: "true or false"
    case .text: "one value"
    case .list: "a value or a list of values"
    }
  }

  private static func hint(_ name: String, _ keys: [ConfigKey]) -> String {
    let names = keys.map(\.name)
    return NearestName.of(name, among: names).map { "; did you mean \"\($0)\"?" }
      ?? "; choose \(names.sorted().joined(separator: ", "))"
  }
}
