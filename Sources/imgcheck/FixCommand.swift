import ArgumentParser
import Compose
import Findings
import Foundation
import Gate
import Policies
import Rules

struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Repair compose files where a program can, keeping comments, order and style.",
    discussion: "Without --write the changes are shown as a diff and nothing is written.")

  @Argument(
    help: ArgumentHelp("The compose files, later ones over earlier ones.", valueName: "file"),
    completion: .file())
  var files: [String] = []

  @OptionGroup var choice: ComposeChoice

  @Option(
    help: ArgumentHelp("Repair findings of this rule only; may be given several times.", valueName: "rule"),
    completion: .list(Rule.compose.map(\.id)))
  var rule: [String] = []

  @Option(
    help: ArgumentHelp("Repair findings of this severity or worse.", valueName: "severity"),
    completion: Choice.completion(Severity.self),
    transform: { text in try Choice.read(text, "severity") })
  var severity = Severity.low

  @OptionGroup var policies: PolicyOptions

  @Flag(help: "Write the files.")
  var write = false

  @OptionGroup var configuration: ConfigOptions

  func run() throws {
    let policy = try policies.load().policy
    let project = try ProjectLoading.load(choice.options(files: files))
    let rules = Rule.compose.filter {
      policy.rules.isOn($0.id) && (rule.isEmpty || rule.contains($0.id))
    }
    let repairs = ComposeRepairs(project, rules: rules, from: severity, policy: policy, today: Today.text)
    var writer = OutputWriter()
    for change in repairs.changes {
      try Terminal.output(UnifiedDiff.between(change.old, change.new, file: change.file))
      guard write else { continue }
      writer.write(change.file) { change.new }
    }
    let places = repairs.repaired == 1 ? "1 finding" : "\(repairs.repaired) findings"
    let files = repairs.changes.count == 1 ? "1 file" : "\(repairs.changes.count) files"
    Terminal.complain("\(places) \(write ? "repaired" : "can be repaired") in \(files)")
    try writer.finish()
  }

  func validate() throws {
    for id in rule where Rule.named(id) == nil {
      let near = Rule.nearest(to: id).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError("There is no rule '\(id)'.\(near) 'imgcheck rules' lists all.")
    }
  }
}
