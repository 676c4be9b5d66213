import Findings
import Foundation
import Rules
import Testing

@testable import imgcheck

/// The generated pages of rules are what the program prints now.
struct RulePageTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Run `./dev docs` when this fails, and read the difference.
  @Test func pagesAreWhatTheProgramPrintsNow() throws {
    let folder = Self.root.appendingPathComponent("docs/rules")
    var stored: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      stored[name] = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    let expected = Rule.documents
    #expect(stored.keys.sorted() == expected.keys.sorted())
    let stale = expected.filter { stored[$0.key] != $0.value }.keys.sorted()
    #expect(stale.isEmpty)
  }
}
