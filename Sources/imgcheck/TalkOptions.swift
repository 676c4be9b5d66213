import ArgumentParser
import Findings
import Reports
import Sandbox

/// How much a check says beside its verdict.
struct TalkOptions: ParsableArguments {
  @Flag(
    name: [.customShort("q"), .customLong("quiet")],
    help:
      "Print no report where nothing fails the run, and no progress. Formats that were asked for are printed."
  )
  var isQuiet = false

  @Flag(
    name: [.customShort("v"), .customLong("verbose")],
    help: "List everything, as --all does, and print what was read and how long it took to standard error.")
  var isVerbose = false

  func validate() throws {
    guard !isQuiet || !isVerbose else {
      throw ValidationError("--quiet and --verbose exclude each other; use one of them.")
    }
  }

  /// Whether the report for people is left out.
  func hides(_ report: Report) -> Bool { isQuiet && report.exitCode == 0 }

  /// Says what a run did.
  func tell(_ report: Report, policies: [String], took: Duration) {
    guard isVerbose else { return }
    for image in report.images {
      let size = image.layers.reduce(Int64(0)) { $0 + $1.uncompressedSize }
      say(
        "read \(image.source): \(image.title) \(image.platform), \(image.format), \(image.layers.count) layers, "
          + ByteCount.show(size))
    }
    for project in report.compose {
      say(
        "read \(project.files.joined(separator: ", ")): \(project.services.count) service\(project.services.count == 1 ? "" : "s")"
      )
    }
    say("policy \(policies.joined(separator: ", ")), fail on \(report.summary.failOn.rawValue)")
    say("sandbox: \(Sandbox.summary)")
    let milliseconds = took.components.seconds * 1_000 + took.components.attoseconds / 1_000_000_000_000_000
    say("took \(milliseconds) ms")
  }

  private func say(_ text: String) { Terminal.complain("imgcheck: \(SafeText.show(text))") }
}
