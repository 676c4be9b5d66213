import Findings
import Rules
import TestSupport
import Testing

/// The texts of rules are as docs/style.md asks. The messages of their examples are checked beside the examples.
struct TextStyleTests {
  @Test(arguments: Rule.all) func textsOfRulesKeepToTheStyle(rule: Rule) {
    let texts = rule.description
    #expect(TextStyle.faults(in: texts.summary, mostSentences: 2) == [], "\(rule.id): \(texts.summary)")
    #expect(TextStyle.faults(in: texts.why, mostSentences: 4) == [], "\(rule.id): \(texts.why)")
    #expect(TextStyle.faults(in: texts.fix, mostSentences: 2) == [], "\(rule.id): \(texts.fix)")
    for example in rule.triggering + rule.silent {
      #expect(TextStyle.faults(in: example.title, mostSentences: nil) == [], "\(rule.id): \(example.title)")
    }
  }

  @Test(arguments: [
    ("Password or key given to a telling name found (...).", 2), ("'hihg' is no severity.", 1),
    ("What could not be matched is said.", 1), ("Nothing ends this", 1), ("One. Two. Three.", 2),
    ("A tool such as curl, wget or nc.", 1), ("None of them has it.", 1), ("0 findings can be repaired.", 1),
    ("A blank  too many.", 1), ("The service is told to stop.", 1), ("It tells a port from a path.", 1),
  ]) func aTextAgainstTheStyleIsFound(text: String, sentences: Int) {
    #expect(!TextStyle.faults(in: text, mostSentences: sentences).isEmpty, "\(text)")
  }

  @Test(arguments: [
    "There is no limit.", "The port is no longer open.", "Service `a. B. C` runs. It stops.",
    "'hihg' is not a severity; choose low or high.",
  ]) func aTextInStyleIsLeftAlone(text: String) {
    #expect(TextStyle.faults(in: text, mostSentences: 2) == [])
  }

  @Test func aMessageThatNamesNothingIsFound() {
    let example = "services:\n  web:\n    privileged: true"
    let summary = "A service runs privileged."
    #expect(!TextStyle.namesItsObject("A service runs privileged.", summary: summary, example: example))
    #expect(TextStyle.namesItsObject("Service web runs privileged.", summary: summary, example: example))
  }
}
