import ArgumentParser
import Testing

@testable import imgcheck

/// An option that stands many times is handed to the parser as one, and means the same.
@Suite struct RepeatedOptionTests {
  private func joined(_ words: String...) -> [String] { RepeatedOption.joined(words, option: "--compose") }

  @Test func `what follows each other is one option, and the values stay in order`() throws {
    let words = ["image.tar"] + (0..<300).flatMap { ["--compose", "\($0)/compose.yaml"] } + ["--all"]
    let fewer = RepeatedOption.joined(words, option: "--compose")
    #expect(fewer.count == 4)
    let check = try CheckCommand.parse(fewer)
    #expect(check.compose == (0..<300).map { "\($0)/compose.yaml" })
    #expect(check.inputs == ["image.tar"] && check.showAll)
  }

  @Test func `what stands between them separates them`() throws {
    #expect(joined("--compose", "a", "x.tar", "--compose", "b").count == 5)
    #expect(
      try CheckCommand.parse(joined("--compose", "a", "x.tar", "--compose", "b")).compose == ["a", "b"])
    #expect(joined("--", "--compose", "a", "--compose", "b") == ["--", "--compose", "a", "--compose", "b"])
  }

  @Test func `an option without a value stays an error`() {
    for words in [joined("--compose", "a", "--compose"), joined("--compose", "a", "--compose", "--all")] {
      #expect(throws: (any Error).self) { try CheckCommand.parse(words) }
    }
  }
}
