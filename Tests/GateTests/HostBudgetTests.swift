import Compose
import Findings
import Gate
import Policies
import Reports
import Rules
import TestSupport
import Testing

/// What projects promise of the host that they share.
struct HostBudgetTests {
  private func policy(_ text: String) throws -> Policy {
    let loader = PolicyLoader(
      reader: FileReader(["p.yaml": "version: 1\n" + text]), builtIn: [:], rules: Rule.all.map(\.id))
    return try loader.load(["p.yaml"]).policy
  }

  private func run(_ projects: [Options], _ text: String, _ reader: FileReader = .disk) throws
    -> [ComposeCheck.Result]
  {
    ComposeCheck(policy: try policy(text), reader: reader).run(projects)
  }

  private func system(_ name: String, _ files: String...) -> Options {
    Options(files: files.map { TestData.path("systems/\(name)/\($0)") })
  }

  @Test func twoProjectsThatShareASmallHostPromiseMoreThanItHas() throws {
    let results = try run(
      [system("v-edfinance", "compose.yaml"), system("v-edfinance", "compose.monitoring.yaml")],
      "host: {cpus: 2, memory: 4g}\n")
    let budget = try #require(results[0].budget)
    #expect(results[1].budget == nil)
    let (cpus, memory) = (budget.resources[0], budget.resources[1])
    #expect(cpus.promised == 4.15)
    #expect(memory.promised == 4_428 * 1_048_576)
    #expect(memory.available == 4_096 * 1_048_576)
    #expect((cpus.percent, memory.percent) == ("208%", "108%"))
    #expect(cpus.unlimited.isEmpty && memory.unlimited.isEmpty)
    #expect(budget.shares.count == 11)
    let found = results.flatMap(\.findings).filter { $0.rule == "compose-overcommitted-host" }
    #expect(found.map(\.severity).sorted() == [.medium, .high])
    let worst = try #require(found.first { $0.severity == .high })
    #expect(
      worst.message.hasPrefix(
        "11 services together may use 4428 MiB of memory, 108% of the host's 4096 MiB"))
    #expect(worst.related.count == 10)
  }

  @Test func oneProjectOfTwoFilesPromisesTheSame() throws {
    let results = try run(
      [system("v-edfinance", "compose.yaml", "compose.monitoring.yaml")], "host: {cpus: 2, memory: 4g}\n")
    #expect(results[0].budget?.resources.map(\.promised) == [4.15, 4_428 * 1_048_576])
  }

  @Test func aPromiseOfCpusMayExceedTheHostWhereThatOfMemoryDoesNot() throws {
    let results = try run([system("pazpaz", "compose.yaml")], "host: {cpus: 8, memory: 16g}\n")
    let resources = try #require(results[0].budget).resources
    #expect(resources.map(\.promised) == [10, 9_728 * 1_048_576])
    #expect(resources.map(\.isExceeded) == [true, false])
    let found = results[0].findings.filter { $0.rule == "compose-overcommitted-host" }
    #expect(found.map(\.location.key) == ["services.api.deploy.resources.limits.cpus"])
    let allowed = try run(
      [system("pazpaz", "compose.yaml")], "host: {cpus: 8, memory: 16g, overcommit: {cpu: 1.25}}\n")
    #expect(allowed[0].findings.allSatisfy { $0.rule != "compose-overcommitted-host" })
  }

  @Test func replicasCountAndWhatHasNoLimitIsNamed() throws {
    let text = """
      services:
        api: {image: "a:1", deploy: {replicas: 3, resources: {limits: {cpus: "0.1", memory: 100m}, reservations: {memory: 50m, cpus: "0.05"}}}}
        node: {image: "n:1", mem_limit: 10m, deploy: {mode: global, replicas: 5}}
        pinned: {image: "p:1", cpuset: "0"}
        later: {image: "l:1", mem_limit: "${M}", cpus: 0}
        off: {image: "o:1", mem_limit: 9g, scale: 0}
        seed: {image: "s:1", restart: "no"}
      """
    let results = try run(
      [Options(files: ["compose.yaml"])], "host: {cpus: 1, memory: 1g, pids: 10}\n",
      FileReader(["compose.yaml": text]))
    let resources = try #require(results[0].budget).resources
    #expect(resources.map(\.promised) == [0.3, 310 * 1_048_576, 0])
    #expect(abs(resources[0].reserved - 0.15) < 1e-9)
    #expect(resources[1].reserved == 150 * 1_048_576)
    #expect(resources[0].unlimited == ["node", "pinned", "later"])
    #expect(resources[1].unlimited == ["pinned", "later"])
    #expect(resources[2].unlimited == ["api", "node", "pinned", "later"])
    let told = results[0].findings.filter { $0.rule == "compose-unbounded-budget" }
    #expect(told.map(\.location.key) == ["services.node"])
  }

  @Test func withoutAHostNothingIsSummedUp() throws {
    let results = try run([system("pazpaz", "compose.yaml")], "name: plain\n")
    #expect(results[0].budget == nil)
  }
}
