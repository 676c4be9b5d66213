import Findings
import Foundation
import Rules
import Testing

/// The list of rules and the folder of rules say the same.
struct RuleListTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// `image-root-user` lives in `ImageRootUser.swift`.
  @Test func everyRuleHasItsFileAndEveryFileItsRule() throws {
    let folder = Self.root.appendingPathComponent("Sources/Rules")
    let names = try #require(FileManager.default.enumerator(atPath: folder.path))
    var files: Set<String> = []
    for case let name as String in names
    where name.split(separator: "/").count == 2 && name.hasSuffix(".swift") {
      files.insert(URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent)
    }
    #expect(
      Set(Rule.all.filter { !$0.isSecret }.map(\.description.name)) == files,
      "./dev docs writes the list of rules again")
  }

  @Test func idsAreUniqueKebabCaseOfAKnownSubject() {
    #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
    for rule in Rule.all {
      let words = rule.id.split(separator: "-", omittingEmptySubsequences: false)
      #expect(words.count > 1, "\(rule.id)")
      #expect(["image", "layer", "secret", "compose", "cross"].contains(words[0]), "\(rule.id)")
      #expect(
        words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLowercase || $0.isNumber } }, "\(rule.id)")
    }
  }

  @Test func descriptionsAreSentences() {
    for rule in Rule.all.map(\.description) {
      for text in [rule.summary, rule.why, rule.fix] {
        #expect(text.hasSuffix(".") || text.hasSuffix("`."), "\(rule.id): \(text)")
        #expect(!text.contains("\n"), "\(rule.id): a line break in '\(text)'")
      }
      #expect(rule.summary.count <= 120, "\(rule.id)")
    }
  }
}
