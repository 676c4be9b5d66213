import Findings
import Testing

@testable import Secrets

/// Of a binary file only the text is searched, and that loses none of the types' secrets.
@Suite struct BinaryTextTests {
  /// A rule of a user's own makes the scanner read every byte.
  private static let scanners = Result {
    let types = SecretType.patterns
    let own = UserRule(
      type: .token("own", "own", "never-seen-in-here", "[0-9]{9}", found: [], ignored: []),
      conditions: RuleConditions())
    return (
      text: try SecretScanner(types: types),
      all: try SecretScanner(rules: types.map { UserRule(type: $0) } + [own])
    )
  }

  @Test func `a secret of every type is found in a binary file as in all of its bytes`() throws {
    let scanners = try Self.scanners.get()
    #expect(scanners.text.triggersAreText && !scanners.all.triggersAreText)
    var random = SystemRandomNumberGenerator()
    var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 0]
    for type in SecretType.patterns {
      for example in type.found {
        // No byte of these is text, and a zero stands on both sides as it does in a program.
        let noise = Int.random(in: 1...90, using: &random)
        bytes += [0] + (0..<noise).map { _ in UInt8.random(in: 0x80...0xFF, using: &random) } + [0]
        bytes += Array(ExampleText.expanded(example).utf8)
      }
    }
    bytes += [0]
    var text = try FileScan(scanners.text)
    var all = try FileScan(scanners.all)
    let found = try text.scan(bytes.span, path: "opt/app/program")
    let expected = try all.scan(bytes.span, path: "opt/app/program")
    #expect(found.matches.count > 200)
    #expect(found == expected)
  }
}
