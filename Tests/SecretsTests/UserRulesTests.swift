import Foundation
import Testing

@testable import Secrets

/// Rules that users bring, in the words of other tools.
@Suite struct UserRulesTests {
  private let token = ExampleText.expanded("acme_{24 hex}")

  private func found(_ rules: UserRules, _ text: String, path: String = "srv/a.txt") throws -> [String] {
    var scan = try FileScan(SecretScanner(rules: rules.merged(with: [])))
    return try scan.scan(Array(text.utf8).span, path: path).matches.map(\.type)
  }

  private let rule = """
    [[rules]]
    id = "Acme Key"
    description = "Acme key"
    regex = '''(?i)acme_(?P<value>[0-9a-f]{24})\\b'''
    entropy = 3
    keywords = ["acme_"]

    """

  @Test func aRuleOfGitleaksIsUsed() throws {
    let rules = try GitleaksRules.read(rule) { _ in "" }
    #expect(rules.notes.isEmpty)
    #expect(try found(rules, "key: \(token)\n") == ["acme-key"])
    #expect(try found(rules, "key: acme_aaaaaaaaaaaaaaaaaaaaaaaa\n").isEmpty, "its entropy is too small")
  }

  @Test func allowancesHold() throws {
    let byPath = rule + "[[rules.allowlists]]\npaths = ['''^srv/test/''']\n"
    let rules = try GitleaksRules.read(byPath) { _ in "" }
    #expect(try found(rules, token, path: "srv/test/a").isEmpty)
    #expect(try found(rules, token, path: "srv/a") == ["acme-key"])
    let both =
      rule
      + "[[rules.allowlists]]\ncondition = \"AND\"\npaths = ['''^srv/''']\nregexTarget = \"line\"\nregexes = ['''# ok''']\n"
    #expect(try found(GitleaksRules.read(both) { _ in "" }, "\(token) # ok").isEmpty)
    #expect(try found(GitleaksRules.read(both) { _ in "" }, token) == ["acme-key"])
    let global = rule + "[allowlist]\nstopwords = [\"\(token.suffix(6))\"]\n"
    #expect(try found(GitleaksRules.read(global) { _ in "" }, token).isEmpty)
    let targeted = rule + "[[allowlists]]\ntargetRules = [\"other\"]\npaths = ['''.*''']\n"
    #expect(try found(GitleaksRules.read(targeted) { _ in "" }, token) == ["acme-key"])
  }

  @Test func keywordsGroupsAndPathsAreAsked() throws {
    let text = """
      [[rules]]
      id = "hex"
      regex = '''(user|key):([0-9a-f]{24})'''
      secretGroup = 2
      keywords = ["Acme"]
      path = '''\\.conf$'''
      """
    let rules = try GitleaksRules.read(text) { _ in "" }
    let value = "key:\(token.suffix(24))"
    #expect(try found(rules, "acme \(value)", path: "a.conf") == ["hex"])
    #expect(try found(rules, "other \(value)", path: "a.conf").isEmpty)
    #expect(try found(rules, "acme \(value)", path: "a.txt").isEmpty)
    var scan = try FileScan(SecretScanner(rules: rules.merged(with: [])))
    let bytes = Array("acme \(value)".utf8)
    #expect(try scan.scan(bytes.span, path: "a.conf").matches.first?.range == 9..<33)
  }

  @Test func whatCannotBeUsedIsSaid() throws {
    let text = """
      [[rules]]
      id = "broken"
      regex = '''a('''
      [[rules]]
      id = "path only"
      path = '''x'''
      [[rules]]
      id = "new"
      regex = '''new_[0-9]{9}'''
      filter = '''entropy(secret) > 3'''
      """
    let rules = try GitleaksRules.read(text) { _ in "" }
    #expect(rules.rules.map(\.type.id) == ["new"])
    #expect(rules.notes.count == 3)
    #expect(rules.notes.contains { $0.contains("'filter' is not used") })
  }

  @Test func aFileExtendsAnotherAndTurnsTypesOff() throws {
    let text = "[extend]\npath = \"base.toml\"\ndisabledRules = [\"github-personal-token\"]\n"
    let rules = try GitleaksRules.read(text) { path in
      #expect(path == "base.toml")
      return rule
    }
    let ids = rules.merged().map(\.type.id)
    #expect(ids.contains("acme-key") && ids.contains("gitlab-personal-token"))
    #expect(!ids.contains("github-personal-token"))
  }

  @Test func aRuleOfNoseyparkerIsUsedAndItsExamplesAreRun() throws {
    let text = """
      rules:
      - name: Acme key
        id: acme.1
        pattern: |
          (?x)
          acme_          # the beginning
          ( [0-9a-f]{24} )
          \\b
        min_entropy: 3.0
        confidence: high
        pattern_requirements:
          min_digits: 1
          ignore_if_contains: [dead]
        examples:
        - 'key = \(token)'
        negative_examples:
        - 'key = acme_none'
      - name: wrong
        id: acme.2
        pattern: 'x_[0-9]{5}'
        examples: ['no example']
      """
    let rules = try YAMLRules.read(text)
    #expect(rules.rules.map(\.type.id) == ["acme-1", "acme-2"])
    #expect(rules.notes == ["rule acme-2: one of its examples is not found"])
    #expect(try found(rules, "key = \(token)") == ["acme-1"])
    #expect(try found(rules, "key = acme_dead\(token.suffix(20))").isEmpty)
  }

  /// Brackets in texts, arrays and names are no headers without a name.
  @Test(arguments: [
    "a = [\n[\n1],\n [2]\n]\n[b]\n", "a = '''\n[\n'''\n", "a = \"\"\"\n[\n\\\"\"\"\n\"\"\"\n[b]\n",
    "[ \"[\" ]\n[['x']]\n",
    "a = {b = [\n]}\n# [\n", "a = ''\nb = \"\"\n[c] # ]\n",
  ])
  func `a table with a name is read`(text: String) throws {
    #expect(try GitleaksRules.read(text) { _ in "" }.rules.isEmpty)
  }

  @Test func aFileThatIsNoneIsRefused() throws {
    #expect(throws: UserRuleFile.Failure.self) { try UserRuleFile.read("/no/such/file.toml") }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("rules-\(UUID()).toml")
    try Data("= 1".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(throws: UserRuleFile.Failure.self) { try UserRuleFile.read(file.path) }
  }
}
