import ArgumentParser
import Findings
import Foundation
import Gate
import Policies
import Secrets

struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Write, check, show and compare policies.",
    subcommands: [
      PolicyInitCommand.self, PolicyValidateCommand.self, PolicyShowCommand.self, PolicyDiffCommand.self,
      PolicySchemaCommand.self, PolicyReferenceCommand.self, PolicyListCommand.self,
    ])
}

struct PolicyInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a policy to start from; an existing file is left unchanged.")

  @Argument(help: "The file to write; - for standard output.")
  var file = "imgcheck-policy.yaml"

  func run() throws {
    guard file != "-" else { return try Terminal.output(PolicyStarter.text) }
    do {
      try Data(PolicyStarter.text.utf8).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
    } catch {
      throw ValidationError("'\(file)' cannot be written: \(error.localizedDescription)")
    }
    try Terminal.output("wrote \(file); check with it: imgcheck IMAGE --policy ./\(file)\n")
  }
}

struct PolicyValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check policies; every problem is printed with its line and column.")

  @Argument(help: "Policy files or built-in names, each checked separately.")
  var policies: [String]

  func run() throws {
    for name in policies {
      var options = PolicyOptions()
      options.policy = [name]
      options.environment = nil
      let loaded = try options.load()
      _ = try options.rules(of: loaded)
      for environment in loaded.environments {
        options.environment = environment
        _ = try options.load()
      }
      let environments =
        loaded.environments.isEmpty
        ? "" : ", with the environments \(loaded.environments.joined(separator: ", "))"
      try Terminal.output("\(name): valid\(environments)\n")
    }
  }
}

struct PolicyShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the effective policy.")

  @Argument(help: "Policy files or built-in names; later ones override earlier ones.")
  var policies: [String] = ["baseline"]

  @Option(help: ArgumentHelp("The environment to show.", valueName: "name"))
  var environment: String?

  @Flag(help: "Show where each value comes from.")
  var origin = false

  func run() throws {
    var options = PolicyOptions()
    options.policy = policies
    options.environment = environment
    try Terminal.output(PolicyText(try options.load(), hasOrigins: origin).text)
  }
}

struct PolicyDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show how the second policy differs from the first.")

  @Argument(help: "A policy file or a built-in name.")
  var old: String

  @Argument(help: "A policy file or a built-in name.")
  var new: String

  @Option(help: ArgumentHelp("The environment of both policies.", valueName: "name"))
  var environment: String?

  func run() throws {
    func load(_ name: String) throws -> LoadedPolicy {
      var options = PolicyOptions()
      options.policy = [name]
      options.environment = environment
      return try options.load()
    }
    for change in PolicyDifference(try load(old), try load(new)).changes {
      try Terminal.output("\(change.key)\n")
      if let old = change.old { try Terminal.output("  - \(SafeText.show(old.text))  (\(old.span))\n") }
      if let new = change.new { try Terminal.output("  + \(SafeText.show(new.text))  (\(new.span))\n") }
    }
  }
}

struct PolicySchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of policies, for editors.")

  func run() throws { try Terminal.output(PolicyJSONSchema.text) }
}

struct PolicyReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print every key of a policy, in Markdown.")

  func run() throws { try Terminal.output(PolicyReference.text) }
}

struct PolicyListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the built-in policies.")

  func run() throws {
    for name in PolicyChoice.builtIn {
      var options = PolicyOptions()
      options.policy = [name]
      options.environment = nil
      let loaded = try options.load()
      try Terminal.output(
        "\(name.padding(toLength: 24, withPad: " ", startingAt: 0))\(loaded.policy.description)\n")
    }
  }
}
