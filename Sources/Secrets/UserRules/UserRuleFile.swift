import Foundation

/// A file of rules that a user brings, in any of the forms that other scanners write.
package enum UserRuleFile {
  /// Why a file of rules cannot be used at all.
  package enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case tooLarge(path: String, limit: Int)
    case malformed(path: String, reason: String)

    package var description: String {
      switch self {
      case .unreadable(let path, let reason): "the rules in \(path) cannot be read: \(reason)"
      case .tooLarge(let path, let limit):
        "the rules in \(path) are larger than \(limit) bytes; split the file"
      case .malformed(let path, let reason):
        "the rules in \(path) are neither gitleaks TOML nor noseyparker YAML: \(reason); correct the file"
      }
    }
  }

  /// Bytes of one file; the largest known set of rules has a tenth of it.
  private static let limit = 8 << 20

  /// Reads a file and those that it extends: `.toml` is gitleaks', all else YAML.
  package static func read(_ path: String) throws(Failure) -> UserRules {
    let text = try content(path)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      guard path.lowercased().hasSuffix(".toml") else { return try YAMLRules.read(text) }
      return try GitleaksRules.read(text) { try content(URL(fileURLWithPath: $0, relativeTo: folder).path) }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .malformed(path: path, reason: "\(error)")
    }
  }

  private static func content(_ path: String) throws(Failure) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "there is no such file, or it may not be read")
    }
    guard data.count <= limit else { throw .tooLarge(path: path, limit: limit) }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw .malformed(path: path, reason: "it is not UTF-8")
    }
    return text
  }
}
