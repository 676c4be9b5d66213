import Compose
import Findings
import Gate
import Reports
import Testing

/// Several projects in one run share the host.
struct HostCheckTests {
  private func check(_ files: [String: String]) -> [ComposeCheck.Result] {
    ComposeCheck(reader: FileReader(files)).run(
      files.keys.sorted().filter { $0.hasSuffix(".yaml") }.map { Options(files: [$0]) })
  }

  private func clashes(_ result: ComposeCheck.Result) -> [Finding] {
    result.findings.filter {
      $0.rule == "compose-host-port-clash" || $0.rule == "compose-container-name-clash"
    }
  }

  private func file(_ ports: String, name: String = "web", more: String = "") -> String {
    "services:\n  web:\n    image: web:1\n    container_name: \(name)\n    ports: [\(ports)]\n\(more)"
  }

  @Test func whatProjectsReadInOneFileIsToldOnce() {
    let web = "services: {web: {image: \"web:1\"}}\n"
    let results = check([
      "a/compose.one.yaml": web, "a/compose.two.yaml": web,
      "a/.env": "DATABASE_PASSWORD=not-a-real-password\n",
    ])
    #expect(results.map { $0.findings.count { $0.rule == "compose-committed-env" } } == [1, 0])
    // What stands in each project's own file is each project's own.
    #expect(results.map { $0.findings.count { $0.rule == "compose-no-restart" } } == [1, 1])
  }

  @Test func aPortIsTakenByTheFirstProject() throws {
    let results = check([
      "a/compose.yaml": file("\"80:80\"", name: "a"),
      "b/compose.yaml": file("\"127.0.0.1:80:80\"", name: "b"),
    ])
    #expect(clashes(results[0]).isEmpty)
    let clash = try #require(clashes(results[1]).first)
    #expect(clashes(results[1]).count == 1)
    #expect(clash.location.file == "b/compose.yaml")
    #expect(clash.location.line == 5)
    #expect(clash.location.key == "services.web.ports[0]")
    #expect(clash.message.contains("project a"))
    let there = try #require(clash.related.first { $0.message == "the same port here" })
    #expect(there.location.file == "a/compose.yaml")
    #expect(there.location.line == 5)
  }

  @Test func aNameIsTakenByTheFirstProject() throws {
    let results = check(["a/compose.yaml": file(""), "b/compose.yaml": file("")])
    #expect(results.map { clashes($0).map(\.rule) } == [[], ["compose-container-name-clash"]])
    #expect(clashes(results[1]).first?.related.map(\.location.file) == ["a/compose.yaml"])
  }

  @Test func formsOfOneProjectTakeEachOthersPlace() {
    let results = check(["a/compose.prod.yaml": file("\"80:80\""), "a/compose.yaml": file("\"80:80\"")])
    #expect(results.count == 2)
    #expect(results.allSatisfy { clashes($0).isEmpty })
  }

  @Test func aRangeClashesOnceWithEachProject() {
    let results = check([
      "a/compose.yaml": file("\"8000-8010:8000-8010\"", name: "a"),
      "b/compose.yaml": file("\"8005-8020:8005-8020\"", name: "b"),
      "c/compose.yaml": file("\"8000-8020:8000-8020\"", name: "c"),
    ])
    #expect(results.map { clashes($0).count } == [0, 1, 2])
    #expect(Set(results.flatMap { clashes($0).map(\.fingerprint) }).count == 3)
  }

  @Test func aCommentAllowsIt() {
    let allowed = "    # imgcheck: allow[compose-host-port-clash] never run together\n"
    let text = file("\"80:80\"", name: "b").replacing("    ports:", with: allowed + "    ports:")
    let results = check(["a/compose.yaml": file("\"80:80\"", name: "a"), "b/compose.yaml": text])
    #expect(clashes(results[1]).isEmpty)
    #expect(results[1].notes.contains { $0.hasPrefix("1 finding is suppressed") })
  }

  @Test func aProjectThatCannotBeLoadedLeavesTheOthersTheirPlaces() {
    let results = check([
      "a/compose.yaml": file("\"80:80\"", name: "a"), "b/compose.yaml": "- no project",
      "c/compose.yaml": file("\"80:80\"", name: "c"),
    ])
    #expect(results.map { clashes($0).count } == [0, 0, 1])
    #expect(results[1].incomplete.count == 1)
    #expect(results[2].summary?.name == "c")
  }
}
