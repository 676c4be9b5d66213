import Findings
import Foundation
import Gate
import Reports
import TestSupport
import Testing

/// Five systems that were audited by hand: all that people found there comes out at its place, nothing that is good is
/// reported, and nothing at all once they are repaired. The program and the gate inside it must agree.
@Suite(.serialized) struct SystemsTests {
  static let all = ["ai-ia", "autocusto", "cartie", "pazpaz", "v-edfinance"]

  @Test(arguments: all) func whatPeopleFoundIsFound(_ system: String) throws {
    let scratch = try ScratchDirectory()
    let runs = try SystemStory.read(system).runs
    try #require(!runs.isEmpty)
    for run in runs {
      let call = try SystemCall(system, run, ["images"], in: scratch)
      for report in [try call.throughTheProgram(), try call.throughTheGate()] {
        Self.hold(report, to: run)
      }
    }
  }

  @Test(arguments: all) func nothingIsFoundOnceItIsRepaired(_ system: String) throws {
    let scratch = try ScratchDirectory()
    let runs = try SystemStory.read(system).fixed
    try #require(!runs.isEmpty)
    for run in runs {
      let call = try SystemCall(system, run, ["fixed/images", "images"], in: scratch)
      for report in [try call.throughTheProgram(), try call.throughTheGate()] {
        #expect(report.findings.map { "\($0.rule): \($0.message)" } == [])
        #expect(report.incomplete.map(\.why) == [])
        #expect(report.exitCode == 0)
        #expect(report.images.count == run.images.count)
        #expect(report.compose.count == run.compose.count)
        #expect(report.budget.map(Self.sums) ?? [:] == run.budget)
      }
    }
  }

  private static func hold(_ report: Report, to run: SystemStory.Run) {
    #expect(report.incomplete.map(\.why) == [])
    #expect(report.images.count == run.images.count)
    #expect(report.compose.count == run.compose.count)
    let places = run.found.flatMap(\.by)
    #expect(report.exitCode == (places.isEmpty ? 0 : 1))
    for sentence in run.found {
      for place in sentence.by {
        let number = report.findings.count(where: place.names)
        #expect(number == place.count, "\(sentence.says): \(place)")
      }
    }
    for place in run.silent {
      #expect(report.findings.filter(place.covers).map(\.message) == [], "must stay silent: \(place)")
    }
    // What a reviewer would ask to change is in the table: anything else of medium or more is a false alarm.
    for finding in report.findings where finding.severity >= .medium {
      let isExpected = places.contains { $0.names(finding) }
      #expect(isExpected, "\(finding.rule) at \(finding.location): \(finding.message)")
    }
    #expect(report.budget.map(sums) ?? [:] == run.budget)
  }

  private static func sums(_ budget: HostBudget) -> [String: SystemStory.Run.Sum] {
    Dictionary(
      budget.resources.map { ($0.name, SystemStory.Run.Sum(promised: $0.promised, available: $0.available)) }
    ) { first, _ in first }
  }
}
