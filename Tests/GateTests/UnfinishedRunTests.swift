import ArchiveIO
import Findings
import Foundation
import Images
import Policies
import Reports
import Rules
import Secrets
import Synchronization
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

  @Test func `an input that takes its time leaves others theirs`() throws {
    var (check, scratch) = try check()
    defer { withExtendedLifetime(scratch) {} }
    check.images.append(scratch.path("image2.tar"))
    try FileManager.default.copyItem(atPath: check.images[0], toPath: check.images[1])
    // Before the time begins, as the first check of a machine compiles them.
    check.patternCache = PatternCache(environment: ProcessInfo.processInfo.environment)
    try check.compilePatterns()
    check.limits.archive.deadline = Deadline(seconds: 4)
    let isFirst = Mutex(true)
    check.progress = { event in
      guard case .found = event else { return }
      let isSlow = isFirst.withLock { isFirst in
        defer { isFirst = false }
        return isFirst
      }
      guard isSlow else { return }
      Thread.sleep(forTimeInterval: 2.1)
    }
    let report = check.run()
    #expect(report.incomplete.count == 1 && report.exitCode == 3, "\(report.incomplete)")
    #expect(report.incomplete.allSatisfy { $0.why.contains("its share of 4 seconds (--timeout)") })
    #expect(report.images.count == 2)
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
