import Findings
import Reports
import TestSupport
import Testing

/// The table of what the host has and what is promised of it.
struct BudgetTableTests {
  private func resource(
    _ name: String, promised: Double, available: Double, unlimited: [String] = []
  ) -> HostBudget.Resource {
    HostBudget.Resource(
      name: name, available: available, overcommit: 1, promised: promised, reserved: 0, unlimited: unlimited)
  }

  @Test func eachThingIsARowWithItsRatio() {
    var report = ReportSamples.report([])
    report.budget = HostBudget(
      resources: [
        resource("cpus", promised: 4.15, available: 2),
        resource(
          "memory", promised: 4_428 * 1_048_576, available: 4_096 * 1_048_576, unlimited: ["db", "\u{1b}[2J"]),
      ], shares: [])
    let text = TextReport.render(report, isColoured: false)
    #expect(
      text.contains(
        """
        HOST
                  committed  available  ratio  reserved
          cpus         4.15          2   208%         0  overcommitted
          memory   4428 MiB   4096 MiB   108%     0 MiB  overcommitted
            plus services without a limit: db, \\u{1b}[2J
        """))
  }

  @Test func moreThanAllIsNeverSaidAsAll() {
    #expect(resource("cpus", promised: 2.001, available: 2).percent == "101%")
    #expect(resource("cpus", promised: 1.999, available: 2).percent == "100%")
    #expect(resource("pids", promised: 0, available: 0).percent == "0%")
  }

  @Test func amountsAreSaidWithoutNoise() {
    let cpus = resource("cpus", promised: 0, available: 1)
    #expect([0.1, 1, 1.25, 2.05, 10].map(cpus.text) == ["0.1", "1", "1.25", "2.05", "10"])
    let memory = resource("memory", promised: 0, available: 1)
    #expect(memory.text(1_572_864) == "1.5 MiB")
  }
}
