import Foundation
import TestSupport
import Testing

/// What the program says of a compose project's network and host by a policy.
struct ZoneGraphTests {
  private func policy(_ text: String, _ body: (String) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    try Data(("version: 1\n" + text).utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file.path)
  }

  private let zones = """
    host: {cpus: 8, memory: 16g}
    zones:
      edge: {services: nginx, from-outside: true, reaches: [app]}
      app: {services: [api, frontend, arq-worker, clamav], reaches: [data]}
      data: {roles: [data-store, cache, object-store]}

    """

  @Test func graphMarksWhatThePolicyForbids() throws {
    try policy(zones) { file in
      let compose = TestData.path("systems/pazpaz/compose.yaml")
      let text = try imgcheck("graph", compose, "--policy", file)
      #expect(text.status == 0)
      #expect(
        text.text.contains(
          "forbidden: Service nginx of zone edge shares network database with db, minio and redis of zone data"
        ))
      let plain = try imgcheck("graph", compose)
      #expect(!plain.text.contains("forbidden"))
      #expect(!plain.text.contains("zone "))
    }
  }

  @Test func aPathIsACodeFlowAndTheBudgetIsInTheReport() throws {
    try policy(zones) { file in
      let (status, report) = try report(TestData.path("systems/pazpaz/compose.yaml"), "--policy", file)
      #expect(status == 1)
      let path = try report.objects("findings").first { $0["rule"] as? String == "compose-forbidden-path" }
      #expect(try #require(path).objects("steps").count == 3)
      let budget = try #require(report["budget"] as? [String: Any])
      #expect(try budget.objects("resources").map { $0["promised"] as? Double } == [10, 9_728 * 1_048_576])
    }
  }
}
