import ArgumentParser
import Findings
import Foundation
import Reports
import Rules
import Secrets

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "rules", abstract: "List all rules.")

  @Option(
    help: ArgumentHelp("Write a page for each rule into this directory instead.", valueName: "directory"))
  var writeDocs: String?

  @Option(
    help: ArgumentHelp(
      "Write the compiled patterns of secrets for each kind of processor into this directory instead.",
      valueName: "directory"))
  var writePatterns: String?

  /// How the list is written.
  enum Format: String, CaseIterable {
    case text, json
  }

  @Option(
    help: ArgumentHelp("The format of the list: text or json.", valueName: "format"),
    completion: Choice.completion(Format.self),
    transform: { text in try Choice.read(text, "format of the list of rules") })
  var format = Format.text

  func run() throws {
    if let writePatterns {
      for name in try ShippedPatterns.write(to: writePatterns) {
        try Terminal.output("\(writePatterns)/\(name)\n")
      }
      return
    }
    guard writeDocs != nil || format != .json else {
      try Terminal.output(RuleListing.json(Rule.all.map(\.description)))
      return
    }
    guard let writeDocs else {
      let width = Rule.all.map(\.id.count).max() ?? 0
      for rule in Rule.all {
        let id = rule.id.padding(toLength: width, withPad: " ", startingAt: 0)
        let severity = rule.description.severity.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
        try Terminal.output("\(id)  \(severity)  \(rule.description.summary)\n")
      }
      return
    }
    try RuleDocuments.write(to: URL(fileURLWithPath: writeDocs, isDirectory: true))
  }
}

/// The list of rules for other programs.
enum RuleListing {
  private struct Entry: Encodable {
    let id: String
    let severity: String
    let confidence: String
    let summary: String
    let why: String
    let fix: String
  }

  static func json(_ rules: [RuleDescription]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let entries = rules.map {
      Entry(
        id: $0.id, severity: $0.severity.rawValue, confidence: $0.confidence.rawValue, summary: $0.summary,
        why: $0.why, fix: $0.fix)
    }
    return String(decoding: try encoder.encode(entries), as: UTF8.self) + "\n"
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a rule: why it matters, how to fix it, and examples.")

  @Argument(help: "The rule's id, as findings name it.", completion: .list(Rule.all.map(\.id)))
  var rule: String

  func run() throws {
    guard let rule = Rule.named(rule) else {
      let near = Rule.nearest(to: self.rule).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError("'\(self.rule)' is not a rule.\(near) 'imgcheck rules' lists all rules.")
    }
    try Terminal.output(rule.page)
  }
}

/// The generated pages of `docs/rules`.
enum RuleDocuments {
  /// How rules' names begin.
  private static let subjects = ["image-", "layer-", "secret-", "compose-", "cross-"]

  /// Writes one page for each rule and an index; pages of rules that are gone are removed, and no other file is.
  static func write(to directory: URL) throws {
    let manager = FileManager.default
    try manager.createDirectory(at: directory, withIntermediateDirectories: true)
    let pages = Rule.documents
    for name in try manager.contentsOfDirectory(atPath: directory.path) where name.hasSuffix(".md") {
      let file = directory.appendingPathComponent(name)
      let start = String(decoding: manager.contents(atPath: file.path)?.prefix(120) ?? Data(), as: UTF8.self)
      if let page = pages[name] {
        guard start.prefix(while: { $0 != "\n" }) == page.prefix(while: { $0 != "\n" }) else {
          throw ValidationError(
            "'\(file.path)' is not a rule's page and is left unchanged; name another directory.")
        }
      } else if start.hasPrefix("# \(name.dropLast(3))\n"), subjects.contains(where: name.hasPrefix) {
        try manager.removeItem(at: file)
      }
    }
    var writer = OutputWriter()
    for (name, page) in pages.sorted(by: { $0.key < $1.key }) {
      writer.write(directory.appendingPathComponent(name).path) { page }
    }
    try writer.finish()
  }
}
