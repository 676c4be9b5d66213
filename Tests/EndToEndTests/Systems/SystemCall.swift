import Findings
import Foundation
import Gate
import Policies
import Reports
import TestSupport
import Testing

import struct Compose.Options

/// A run of imgcheck on a system's folder, with the archives that its listings describe.
struct SystemCall {
  private let folder: String
  private let run: SystemStory.Run
  private let archives: [String]

  /// Writes the archives, each once: a listing is taken from the first of `folders` that has it.
  init(_ system: String, _ run: SystemStory.Run, _ folders: [String], in scratch: ScratchDirectory) throws {
    let folder = TestData.path("systems/\(system)")
    self.folder = try run.tracked.isEmpty ? folder : Self.checkout(of: folder, run.tracked, in: scratch)
    self.run = run
    archives = try run.images.map { name in
      let path = scratch.path("\(name).tar")
      guard !FileManager.default.fileExists(atPath: path) else { return path }
      let listing = folders.map { "\(folder)/\($0)/\(name).txt" }.first(where: FileManager.default.fileExists)
      let text = try String(contentsOfFile: #require(listing), encoding: .utf8)
      return try scratch.write(ImageListing(text).builder.archive(), to: "\(name).tar")
    }
  }

  /// A copy of the system as a checkout whose index lists files that `.gitignore` names: Git takes no `.git` into a
  /// repository, so it is written here.
  private static func checkout(of folder: String, _ tracked: [String], in scratch: ScratchDirectory) throws
    -> String
  {
    let copy = scratch.path("checkout")
    try FileManager.default.copyItem(atPath: folder, toPath: copy)
    try scratch.write(tracked.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }, to: "checkout/.gitignore")
    try scratch.write(GitIndexFile.content(tracked), to: "checkout/.git/index")
    return copy
  }

  /// The report of the program, as JSON and read again; its status must be the report's.
  func throughTheProgram() throws -> Report {
    let projects = run.compose.flatMap { ["--compose", $0] }
    let environment = run.environment.map { ["--environment", $0] } ?? []
    let result = try Program.imgcheck.run(
      archives + projects + environment + ["--policy", run.policy, "--format", "json"], directory: folder,
      seconds: 300)
    try #require(!result.isTimedOut)
    let report = try JSONDecoder().decode(Report.self, from: Data(result.output))
    #expect(result.status == report.exitCode, "\(result.errorText)")
    return report
  }

  /// The same without the program around it; files are named as the program names them.
  func throughTheGate() throws -> Report {
    var choice = PolicyChoice()
    choice.names = ["\(folder)/\(run.policy)"]
    choice.environment = run.environment
    var check = Check()
    check.images = archives
    check.policy = try choice.load().policy
    check.projects = run.compose.map { project in
      Options(files: project.split(separator: ":").map { "\(folder)/\($0)" })
    }
    var report = check.run()
    report.findings = report.findings.map(relative)
    return report
  }

  private func relative(_ finding: Finding) -> Finding {
    var location = finding.location
    location.file = location.file.map {
      let path = URL(filePath: $0).standardizedFileURL.path
      return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }
    var result = Finding(
      rule: finding.rule, severity: finding.severity, confidence: finding.confidence,
      message: finding.message,
      fix: finding.fix, fingerprint: finding.fingerprint, location: location, related: finding.related)
    result.steps = finding.steps
    result.alsoRules = finding.alsoRules
    return result
  }
}
