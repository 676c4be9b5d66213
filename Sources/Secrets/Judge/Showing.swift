import Findings
import PatternScan

/// What says that a value is tested, shown or explained where it stands, rather than used: it is worth less, and a secret
/// still, since people show real ones too.
enum Showing: CaseIterable {
  case test, programText, comment, command

  /// The reason as the end of a sentence.
  var reason: String {
    switch self {
    case .test: "the file belongs to tests"
    case .programText: "it stands in a program's documentation"
    case .comment: "a comment shows it as an example"
    case .command: "it stands in the description of a command"
    }
  }

  /// Nil where nothing says so of the match at `range`.
  init?(of range: Range<Int>, in block: Span<UInt8>, context: FileContext) {
    if context.belongsToTests {
      self = .test
      return
    }
    if context.isPython, ProgramText.holds(range.lowerBound, in: block) {
      self = .programText
      return
    }
    let before = block.array(max(0, range.lowerBound - SecretScanner.surroundings)..<range.lowerBound)
    if Showing.isExampleOfComment(before) {
      self = .comment
    } else if before.holds(Array("{command} ".utf8)) {
      self = .command
    } else {
      return nil
    }
  }

  /// Whether the line is a comment, and it or the comment above it speaks of an example.
  private static func isExampleOfComment(_ before: [UInt8]) -> Bool {
    let lines = before.split(separator: 0x0A, omittingEmptySubsequences: false)
    // The first line may be cut.
    let whole = before.count < SecretScanner.surroundings ? lines[...] : lines.dropFirst()
    let comment = whole.reversed().prefix { Surroundings.isComment($0) }
    return comment.contains { line in
      let words = AssignmentName.wordsOfText(Array(line))
      return words.contains { exampleWords.contains($0) }
    }
  }

  private static let exampleWords: Set<String> = ["example", "examples", "sample", "samples", "eg"]
}
