import Findings
import Foundation
import Secrets
import Testing

/// Accuracy on the labelled set, which `docs/accuracy.md` states.
@Suite struct LabelledSetTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: ["labelled.txt", "labelled-services.txt"])
  func nearlyAllSecretsAreFoundAndNothingElse(_ name: String) throws {
    let file = Self.root.appendingPathComponent("testdata/secrets").appendingPathComponent(name)
    let set = LabelledSet(try String(contentsOf: file, encoding: .utf8))
    try #require(set.files.count >= 50)
    var scan = try FileScan(SecretScanner())
    var reported: [String: Set<Int>] = [:]
    for file in set.files {
      let matches = try scan.scan(file.bytes.span, path: file.path).matches
      reported[file.path] = Set(matches.filter { $0.severity >= .low }.compactMap(\.line))
    }
    let score = set.score(reported)
    #expect(score.recall >= 0.95, "\(score.missed.joined(separator: "\n"))")
    #expect(score.alarms.isEmpty, "\(score.alarms.joined(separator: "\n"))")
  }
}
