import Compose
import Foundation
import Policies
import Reports
import Secrets
import TestSupport

@testable import Gate

/// One run of the gate on a compose project and images that are written as text, under policies that the program
/// carries.
///
/// A line `# compose` starts the compose file, `# image` the listing of an image (see `docs/examples.md`), `# policy` what
/// a policy over the built-in ones says, without its version; `# target: swarm` chooses who runs the project,
/// `# today: DATE` the day, `# cut` loses the end of the image before it.
struct PackRun {
  let report: Report
  let evidence: BenchmarkEvidence
  let policy: Policy

  /// Compiled patterns, kept for all runs of this process.
  private static let patterns = Result { try ScratchDirectory() }

  init(_ text: String, under packs: [String], looksForSecrets: Bool = false) throws {
    var sections: [(kind: String, lines: [Substring])] = []
    var check = Check()
    var isSwarm = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      switch line {
      case "# compose", "# image", "# policy": sections.append((String(line.dropFirst(2)), []))
      case "# cut": sections.append(("cut", []))
      case "# target: swarm": isSwarm = true
      default:
        if line.hasPrefix("# today: ") {
          check.today = String(line.dropFirst("# today: ".count))
        } else if !sections.isEmpty {
          sections[sections.count - 1].lines.append(line)
        }
      }
    }
    let folder = try ScratchDirectory()
    var names = packs
    for (kind, lines) in sections {
      let text = lines.joined(separator: "\n") + "\n"
      switch kind {
      case "compose":
        try folder.write(Array(text.utf8), to: "compose.yaml")
        var options = Options(files: [folder.path("compose.yaml")])
        if isSwarm { options.target = .swarm }
        check.projects = [options]
      case "policy":
        try folder.write(Array("version: 1\n\(text)".utf8), to: "policy.yaml")
        names.append(folder.path("policy.yaml"))
      case "image":
        let name = "image\(check.images.count).tar"
        let archive = try ImageListing(text).builder.archive()
        check.images.append(try folder.write(archive, to: name))
      default:
        let path = check.images[check.images.count - 1]
        let bytes = try Data(contentsOf: URL(filePath: path))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))
      }
    }
    var choice = PolicyChoice()
    choice.names = names
    check.policy = try choice.load().policy
    check.looksForSecrets = looksForSecrets
    check.patternCache = PatternCache(folder: try Self.patterns.get().path("patterns"))
    let outcome = check.outcome()
    (report, evidence) = (outcome.report, outcome.evidence)
    policy = check.policy
  }
}
