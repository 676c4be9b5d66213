import Findings
import Foundation

/// Makes one SARIF log of several.
///
/// GitHub refuses a log with two runs of one tool and category, and takes twenty runs at most. So runs of different
/// tools or categories stay runs, and imgcheck's runs of one category become one run.
package enum SARIFMerge {
  package struct Failure: Error, Hashable, CustomStringConvertible {
    package let description: String
    /// Whether a file could not be read, and not what they come to together.
    package var isUnreadable = false
  }

  /// Whether a file looks like a log, damaged or not: its top level speaks of runs or of SARIF's schema.
  package static func isLog(_ bytes: [UInt8]) -> Bool {
    struct Head: Decodable {
      struct Anything: Decodable {}
      let runs: Anything?
      let schema: String?

      enum CodingKeys: String, CodingKey {
        case runs
        case schema = "$schema"
      }
    }
    do {
      let head = try JSONDecoder().decode(Head.self, from: Data(bytes))
      return head.runs != nil || head.schema?.contains("sarif") == true
    } catch {
      return false
    }
  }

  /// Runs that GitHub takes in one file.
  static let maximumRuns = 20

  /// A log that was read.
  struct Log {
    let name: String
    let runs: [JSON]
  }

  /// What tells runs apart for a service.
  private struct Key: Hashable {
    let tool: String
    let category: String

    init(_ run: JSON) {
      tool = run["tool"]?["driver"]?["name"]?.string ?? ""
      let id = run["automationDetails"]?["id"]?.string ?? ""
      category = id.lastIndex(of: "/").map { String(id[..<$0]) } ?? ""
    }
  }

  /// - Parameter files: each file's name and bytes.
  package static func merge(_ files: [(name: String, bytes: [UInt8])]) throws -> String {
    var logs: [Log] = []
    for file in files { logs.append(try read(file.bytes, file.name)) }
    return try JSONText.render(try merge(logs))
  }

  private static func read(_ bytes: [UInt8], _ name: String) throws(Failure) -> Log {
    let log: JSON
    do {
      log = try JSONDecoder().decode(JSON.self, from: Data(bytes))
    } catch {
      throw Failure(description: "\(name): this is not JSON, or is truncated", isUnreadable: true)
    }
    guard case .list(let runs) = log["runs"] else {
      throw Failure(description: "\(name): this is not SARIF, because it has no 'runs'", isUnreadable: true)
    }
    guard log["version"]?.string == "2.1.0" else {
      throw Failure(description: "\(name): this is SARIF, but not of version 2.1.0", isUnreadable: true)
    }
    return Log(name: name, runs: runs)
  }

  static func merge(_ logs: [Log]) throws(Failure) -> JSON {
    var order: [Key] = []
    var groups: [Key: [(file: String, run: JSON)]] = [:]
    for log in logs {
      for run in log.runs {
        let key = Key(run)
        if groups[key] == nil { order.append(key) }
        groups[key, default: []].append((log.name, run))
      }
    }
    var runs: [JSON] = []
    for key in order { runs.append(try join(groups[key] ?? [], key)) }
    guard runs.count <= maximumRuns else {
      throw Failure(
        description: "the files hold \(runs.count) runs of different tools or categories, but GitHub accepts "
          + "\(maximumRuns) in one file; upload them one by one")
    }
    return ["$schema": .text(SARIFReport.schema), "version": "2.1.0", "runs": .list(runs)]
  }

  private static func join(_ group: [(file: String, run: JSON)], _ key: Key) throws(Failure) -> JSON {
    guard group.count > 1, let first = group.first else { return group.first?.run ?? .null }
    let files = group.map(\.file).joined(separator: ", ")
    guard key.tool == "imgcheck" else {
      throw Failure(
        description: "\(files): each holds a run of '\(SafeText.show(key.tool))' in the same category, which "
          + "GitHub refuses; give each run a category of its own (automationDetails.id)")
    }
    let versions = Set(group.compactMap { $0.run["tool"]?["driver"]?["version"]?.string }).sorted()
    guard versions.count == 1 else {
      throw Failure(
        description:
          "\(files): they come from imgcheck \(versions.map { SafeText.show($0) }.joined(separator: " and ")): "
          + "make them with one version, or give each a --category")
    }
    return SARIFRunJoin(first.run, group.dropFirst().map(\.run)).run
  }
}
