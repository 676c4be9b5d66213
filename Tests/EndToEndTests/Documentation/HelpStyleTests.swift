import Foundation
import TestSupport
import Testing

/// Help and generated pages are written as docs/style.md asks.
@Suite struct HelpStyleTests {
  private struct Command: Decodable {
    struct Argument: Decodable {
      let abstract: String?
      let valueName: String?
      let shouldDisplay: Bool
    }
    let commandName: String
    let abstract: String?
    let discussion: String?
    let arguments: [Argument]?
    let subcommands: [Command]?

    var all: [Command] { [self] + (subcommands ?? []).flatMap(\.all) }
  }

  private struct Description: Decodable { let command: Command }

  @Test func `every command and option is explained in sentences`() throws {
    let dump = try imgcheck("--experimental-dump-help")
    let commands = try JSONDecoder().decode(Description.self, from: Data(dump.output)).command.all
      .filter { $0.commandName != "help" }
    #expect(commands.count > 15)
    for command in commands {
      let abstract = try #require(command.abstract, "\(command.commandName)")
      #expect(TextStyle.faults(in: abstract, mostSentences: 2) == [], "\(command.commandName): \(abstract)")
      for line in (command.discussion ?? "").split(separator: "\n\n") where !line.contains("\n  ") {
        #expect(TextStyle.faults(in: String(line), mostSentences: 4) == [], "\(command.commandName): \(line)")
      }
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        let text = argument.abstract ?? ""
        // Those of the parser itself: --help and --version.
        if ["Show help information.", "Show the version."].contains(text) { continue }
        #expect(TextStyle.faults(in: text, mostSentences: 4) == [], "\(command.commandName): \(text)")
      }
    }
  }

  @Test func `the reference of policies is written in sentences`() throws {
    for line in try imgcheck("policy", "reference").text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let meaning = try #require(cells.last)
      #expect(TextStyle.faults(in: meaning, mostSentences: 4) == [], "\(line)")
    }
  }

  @Test(arguments: [
    (["image.tar", "--fail-on", "hihg"], "'hihg' is not a severity."),
    (["fix", "--rule", "x", "a.yaml"], "'x' is not a rule."),
    (["image.tar", "--map", "x"], "'x' is not a mapping;"),
    (["chek", "x"], "'chek' is neither a file nor a command."),
  ]) func `an error names the word`(arguments: [String], expected: String) throws {
    let result = try Program.imgcheck.run(arguments)
    #expect(result.errorText.contains(expected), "\(result.errorText)")
    let message = result.errorText.split(separator: "\n").first.map(String.init) ?? ""
    #expect(TextStyle.faults(in: message, mostSentences: nil) == [], "\(message)")
  }
}
