import Findings
import Foundation
import LabelledSets
import Secrets
import TestSupport
import Testing

/// Accuracy on the labelled set, which `docs/accuracy.md` states.
@Suite struct LabelledSetTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The least recall of each set: what `docs/accuracy.md` states, rounded down.
  @Test(arguments: [
    ("labelled.txt", 1.0), ("labelled-services.txt", 1.0), ("labelled-configuration.txt", 0.97),
    ("labelled-code.txt", 0.93), ("labelled-leaks.txt", 0.94), ("labelled-stacks.txt", 0.88),
    ("labelled-mixture.txt", 0.95), ("labelled-mixture-2.txt", 0.92), ("labelled-planted.txt", 0.94),
    ("labelled-planted-2.txt", 0.98), ("labelled-servers.txt", 0.90), ("labelled-company.txt", 0.93),
  ])
  func nearlyAllSecretsAreFoundAndNothingElse(_ name: String, _ least: Double) throws {
    let file = Self.root.appendingPathComponent("testdata/secrets").appendingPathComponent(name)
    let set = LabelledSet(try String(contentsOf: file, encoding: .utf8))
    try #require(set.files.count >= 50)
    var scan = try FileScan(BuiltInScanner.get())
    var reported: [String: Set<Int>] = [:]
    for file in set.files {
      let matches = try scan.scan(file.bytes.span, path: file.path).matches
      reported[file.path] = Set(matches.compactMap(\.line))
    }
    let score = set.score(reported)
    #expect(score.recall >= least, "\(score.missed.joined(separator: "\n"))")
    #expect(score.alarms.isEmpty, "\(score.alarms.joined(separator: "\n"))")
  }

  /// Two files of each family that the weights of the score were not fitted on.
  @Test func whatIsHeldOutIsFoundAndLittleElse() throws {
    let file = Self.root.appendingPathComponent("testdata/secrets/generated-held-out.txt")
    let set = LabelledSet(try String(contentsOf: file, encoding: .utf8))
    try #require(set.files.count >= 300)
    var scan = try FileScan(BuiltInScanner.get())
    var reported: [String: Set<Int>] = [:]
    for file in set.files {
      reported[file.path] = Set(try scan.scan(file.bytes.span, path: file.path).matches.compactMap(\.line))
    }
    let score = set.score(reported)
    let found = score.secrets - score.missed.count
    #expect(score.recall >= 0.9, "\(score.missed.joined(separator: "\n"))")
    #expect(
      Double(found) / Double(found + score.alarms.count) >= 0.94, "\(score.alarms.joined(separator: "\n"))")
  }
}
