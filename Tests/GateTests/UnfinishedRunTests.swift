import ArchiveIO
import Findings
import Images
import Policies
import Reports
import Rules
import TestSupport
import Testing

@testable import Gate

/// What is told of a run that did not end in its time.
struct UnfinishedRunTests {
  private func check() throws -> (Check, ScratchDirectory) {
    let scratch = try ScratchDirectory()
    var builder = ImageBuilder()
    builder.steps = [.layer(.init("COPY . /app", [TarWriter.Member("app/a", content: "x")]))]
    var check = Check()
    check.images = [try scratch.write(try builder.archive(), to: "image.tar")]
    check.looksForSecrets = false
    check.soFar = FindingsSoFar()
    return (check, scratch)
  }

  @Test func `what was found by then is reported, and the run is incomplete`() throws {
    let (check, scratch) = try check()
    defer { withExtendedLifetime(scratch) {} }
    let whole = check.run()
    try #require(!whole.findings.isEmpty)
    let report = check.unfinished(after: 7).report
    let own = Set(
      whole.findings.filter { $0.rule.hasPrefix("image-") || $0.rule.hasPrefix("layer-") }.map(\.fingerprint))
    #expect(own.isSubset(of: report.findings.map(\.fingerprint)))
    #expect(report.summary.verdict == .incomplete && report.exitCode == 3)
    #expect(report.incomplete.map(\.what) == check.images)
    #expect(
      report.incomplete.allSatisfy { $0.why.contains("within 7 seconds") && $0.why.contains("--timeout") })
  }

  @Test func `a finding that two policies made is one, as grave as the graver`() {
    let soFar = FindingsSoFar()
    soFar.add([ReportSamples.finding(severity: .low), ReportSamples.finding(1)])
    soFar.add([ReportSamples.finding(severity: .critical)])
    #expect(soFar.all.map(\.severity) == [.critical, .high])
  }

  @Test func `a comparison that did not end names both sides`() {
    let diff = DiffCheck(old: .image("old.tar"), new: "new.tar", check: Check(), oldSelection: .init())
    let report = diff.unfinished(after: 7).report
    #expect(report.exitCode == 3)
    #expect(report.incomplete.map(\.what) == ["old old.tar", "new new.tar"])
  }
}
