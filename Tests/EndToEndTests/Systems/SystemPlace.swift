import Findings
import Testing

/// A finding as `expected.yaml` names it: its rule and as much of its place as is written.
struct SystemPlace: Decodable, Sendable, CustomStringConvertible {
  private let fields: [String: String]

  var description: String {
    fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
  }

  /// How many findings are alike, because two images of one name are; 1 where nothing is said.
  var count: Int { fields["count"].flatMap { Int($0) } ?? 1 }

  init(from decoder: any Decoder) throws {
    fields = try [String: String](from: decoder)
    let known = [
      "rule", "file", "line", "key", "image", "layer", "path", "instruction", "severity", "text", "way",
      "count",
    ]
    try #require(
      !fields.isEmpty && fields.keys.allSatisfy(known.contains), "\(fields) has what means nothing")
  }

  /// Whether a finding is the one that is meant: all that is written must be so.
  func names(_ finding: Finding) -> Bool {
    fields.allSatisfy { name, value in
      switch name {
      case "rule": finding.rules.contains(value)
      case "text": finding.message.contains(value)
      case "count": true
      default: Self.value(name, of: finding) == value
      }
    }
  }

  /// Whether a finding speaks of a place that must stay silent, or of what is below it.
  func covers(_ finding: Finding) -> Bool {
    fields.allSatisfy { name, value in
      if name == "rule" { return finding.rules.contains(value) }
      let own = Self.value(name, of: finding) ?? ""
      return own == value || name == "key" && own.hasPrefix(value + ".")
    }
  }

  private static func value(_ name: String, of finding: Finding) -> String? {
    let place = finding.location
    switch name {
    case "severity": return finding.severity.rawValue
    case "file": return place.file
    case "line": return place.line.map(String.init)
    case "key": return place.key
    case "image": return place.image
    case "layer": return place.layer.map(String.init)
    case "path": return place.path
    case "instruction": return place.instruction
    case "way": return finding.steps?.map { $0.location.key ?? "" }.joined(separator: " -> ")
    default: return nil
    }
  }
}
