import PatternScan

/// That a program is a compiled test, and how that is known.
package struct TestHarness: Codable, Sendable, Hashable {
  package enum Language: String, Codable, Sendable, Hashable {
    case go
    case rust
  }

  package enum Confidence: String, Codable, Sendable, Hashable {
    /// The program's own build information or symbol table says so.
    case certain
    /// Names and texts that the language's test library leaves say so.
    case likely
  }

  package let language: Language
  package let confidence: Confidence

  /// - Parameter go: the program's Go build information, if it has any.
  static func find(in file: ELFFile, _ bytes: Span<UInt8>, go: GoBuildInfo?) -> TestHarness? {
    if let go, go.isTest { return TestHarness(language: .go, confidence: .certain) }
    for name in [".gopclntab", ".data.rel.ro.gopclntab"] {
      guard let section = file.section(name) else { continue }
      // The table of functions stays in a stripped program. The program `go` names this function too, in the
      // text of a template, but not between two NULs.
      return contains(testMain, file, section, bytes)
        ? TestHarness(language: .go, confidence: .likely) : nil
    }
    guard go == nil, mayBeRust(file, bytes) else { return nil }
    if let symbols = file.section(".strtab"), contains(rustSymbol, file, symbols, bytes) {
      return TestHarness(language: .rust, confidence: .certain)
    }
    if let texts = file.section(".rodata"), contains(rustMessage, file, texts, bytes) {
      return TestHarness(language: .rust, confidence: .likely)
    }
    return nil
  }

  /// Between two NULs stands a whole name of a function.
  private static let testMain = [0] + Array("testing.MainStart".utf8) + [0]
  /// `test::test_main_static`, which the main function of a test calls and nothing else does; both manglings.
  private static let rustSymbol = Array("4test16test_main_static".utf8)
  /// What that function says when it is misused; in pieces, so that this program does not look like one.
  private static let rustMessage = Array(["passed to test", "test_main_static"].joined(separator: "::").utf8)

  /// The compiler names itself in `.comment`, unless somebody removed the section.
  private static func mayBeRust(_ file: ELFFile, _ bytes: Span<UInt8>) -> Bool {
    guard let comment = file.section(".comment") else { return true }
    return contains(Array("rustc".utf8), file, comment, bytes)
  }

  private static func contains(
    _ needle: [UInt8], _ file: ELFFile, _ section: ELFFile.Section, _ bytes: Span<UInt8>
  ) -> Bool {
    guard let range = file.range(of: section, in: bytes) else { return false }
    return bytes.firstOccurrence(of: needle, in: range) != nil
  }
}
