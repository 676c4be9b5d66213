import ArgumentParser
import Compose
import Findings
import Foundation
import Gate
import Images
import Policies
import Rules

struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: "Repair compose files, keeping comments, order and style.",
    usage: "imgcheck fix <compose file or image> ... [options]",
    discussion: """
      Without --write the changes are only shown as a diff. Each repair is verified first and left out if it would \
      change anything else, cause another finding or lose a comment. Saved images show what the services' programs \
      need.

      EXIT STATUS
        0  nothing to repair, or everything that can be repaired was written
        1  repairs are possible, and none was written
        2  wrong usage, or a file could not be written
        3  a compose file or an image could not be read
      """)

  @Argument(
    help: ArgumentHelp(
      "The compose files (.yaml or .yml), of which later ones override earlier ones, and saved images that the services run.",
      valueName: "file"),
    completion: .file())
  var files: [String] = []

  @OptionGroup var imageChoice: ImageChoice

  @OptionGroup var choice: ComposeChoice

  @OptionGroup var maps: MapOptions

  @Option(
    help: ArgumentHelp("Repair only findings of this rule; may be repeated.", valueName: "rule"),
    completion: .list(Rule.all.map(\.id)))
  var rule: [String] = []

  @Option(
    help: ArgumentHelp("Repair findings of this severity or worse.", valueName: "severity"),
    completion: Choice.completion(Severity.self),
    transform: { text in try Choice.read(text, "severity") })
  var severity = Severity.low

  @Flag(help: "Also make repairs that could break a working service; read the diff.")
  var unsafeFixes = false

  @OptionGroup var policies: PolicyOptions

  @Flag(help: "Write the repaired files.")
  var write = false

  @OptionGroup var limits: LimitOptions

  @OptionGroup var sandbox: SandboxOptions

  @OptionGroup var configuration: ConfigOptions

  func run() throws {
    let policy = try policies.load().policy
    let bounds = try limits.limits()
    // Compose files name other files, and those inside the project's directory are repaired too.
    try sandbox.enter(reading: nil, writing: write ? files.filter(isCompose) + ["compose.yaml"] : [])
    let images = try FixImages.read(
      files.filter { !isCompose($0) }, maps, imageChoice, limits, bounds, undone: "nothing was repaired")
    let wish = ComposeRepairs.Wish(
      rules: rule.isEmpty ? nil : Set(rule), severity: severity, isUnsafe: unsafeFixes)
    var options = choice.options(files: files.filter { isCompose($0) })
    options.limits = bounds.compose
    let tried = try limits.orEnd { [options] in
      Result { () throws(LoadError) in
        try ComposeRepairs(
          options, reader: .disk(upTo: options.limits.fileBytes),
          rules: Rule.all.filter { policy.rules.isOn($0.id) }, wish: wish, policy: policy,
          images: images.matching, today: Today.text)
      }
    }
    let repairs: ComposeRepairs
    do throws(LoadError) {
      repairs = try tried.get()
    } catch {
      Terminal.complain("imgcheck: \(SafeText.show(error.description))")
      throw ExitCode(3)
    }
    for change in repairs.changes {
      try Terminal.output(UnifiedDiff.between(change.oldText, change.newText, file: change.file))
    }
    if write { try RepairedFiles.write(repairs.changes) }
    for line in FixSummary.lines(repairs, isWritten: write, isUnsafe: unsafeFixes) {
      Terminal.complain(SafeText.show(line))
    }
    if !write, !repairs.changes.isEmpty { throw ExitCode(1) }
  }

  /// Whether an argument is a compose file: by its name, else because it is no archive that could be read.
  private func isCompose(_ file: String) -> Bool { ComposeChoice.isCompose(file) }

  func validate() throws {
    for id in rule where Rule.named(id) == nil {
      let near = Rule.nearest(to: id).map { " Did you mean '\($0)'?" } ?? ""
      throw ValidationError("'\(id)' is not a rule.\(near) 'imgcheck rules' lists all rules.")
    }
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("Standard input (-) can be read only once.")
    }
  }
}

/// What `fix` says of what it did, in a line or a few.
enum FixSummary {
  static func lines(_ repairs: ComposeRepairs, isWritten: Bool, isUnsafe: Bool) -> [String] {
    var lines = leftAlone(repairs.left)
    let files = repairs.changes.count
    if repairs.repaired == 0 {
      let possible = isUnsafe ? "no finding can be repaired" : "no finding can be repaired safely"
      lines.append(isWritten ? "nothing was repaired" : possible)
    } else {
      let verb = isWritten ? "repaired" : "can be repaired"
      lines.append("\(count(repairs.repaired, "finding")) \(verb) in \(count(files, "file"))")
    }
    if repairs.unsafe > 0, !isUnsafe {
      lines.append(
        "\(count(repairs.unsafe, "more finding")) can be repaired with --unsafe-fixes, at the risk of breaking a service"
      )
    }
    return lines
  }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// One line for what is left for one reason at one place.
  private static func leftAlone(_ left: [ComposeRepairs.Left]) -> [String] {
    struct Group: Hashable {
      let place: String
      let reason: String
    }
    var order: [Group] = []
    var rules: [Group: [String]] = [:]
    for one in left {
      let group = Group(place: one.place, reason: one.reason)
      if rules[group] == nil { order.append(group) }
      rules[group, default: []].append(one.rule)
    }
    return order.map { group in
      let names = Set(rules[group] ?? []).sorted().joined(separator: ", ")
      return "\(group.place): \(names) not repaired: \(group.reason)"
    }
  }
}
