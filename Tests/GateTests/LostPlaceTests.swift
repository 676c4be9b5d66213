import ArchiveIO
import Compose
import Findings
import Images
import Policies
import Reports
import Rules
import TestSupport
import Testing

@testable import Gate

/// A finding is never lost, wherever the place is that its rule names.
struct LostPlaceTests {
  private func rule(_ check: Rule.Check) -> Rule {
    Rule(
      id: "compose-lost", summary: "Bad.", why: "Bad.", fix: "Good.", severity: .high, confidence: .firm,
      references: [], triggering: [], silent: [], check: check)
  }

  private func findings(_ rule: Rule) -> [Finding] {
    let reader = FileReader(["compose.yaml": "services:\n  web:\n    image: a:1\n"])
    return ComposeCheck(rules: [rule], reader: reader).run(Options(files: ["compose.yaml"])).findings
  }

  static let places: [(SymbolicLocation, Int)] = [
    (.compose(key: "services.web.image"), 3),
    (.compose(key: "services.web.no.such.key[3]"), 2),
    (.compose(key: "services.nobody"), 1),
    (.compose(key: "nothing.of.this"), 1),
    (.compose(key: "x-[\"odd"), 1),
    (.compose(key: ""), 1),
    (.image, 1),
    (.source(file: "policy.yaml", line: 3, column: 1), 1),
  ]

  @Test(arguments: places) func `a match stands at the nearest place that is there`(
    _ place: SymbolicLocation, _ line: Int
  ) {
    let found = findings(rule(.compose { _, _ in [Match(place, "Bad.")] }))
    #expect(found.map(\.location.line) == [line])
    #expect(found.map(\.location.file) == ["compose.yaml"])
  }

  @Test(arguments: places) func `so does one of all projects of a host`(
    _ place: SymbolicLocation, _ line: Int
  ) {
    let found = findings(
      rule(
        .host { _, _ in
          [
            HostMatch(
              project: 0, Match(place, "Bad."),
              elsewhere: [.init(project: 0, key: "nowhere", message: "here")])
          ]
        }))
    #expect(found.map(\.location.line) == [line])
  }

  @Test func `related places and steps are kept`() {
    let found = findings(
      rule(
        .compose { _, _ in
          var match = Match(
            .compose(key: "services.web"), "Bad.", related: [.init(.compose(key: "volumes.gone"), "there")])
          match.steps = [.init(.compose(key: "networks.gone"), "through")]
          return [match]
        }))
    #expect(found.first?.related.map(\.message).contains("there") == true)
    #expect(found.first?.steps?.map(\.message) == ["through"])
  }

  @Test func `a set-uid file that has no place in the tree is reported`() throws {
    var long = TarWriter.Member(String(repeating: "a/", count: 9_000) + "tool", content: "#!")
    long.mode = 0o4755
    var circle = TarWriter.Member("ring/helper", content: "#!")
    circle.mode = 0o4755
    var link = TarWriter.Member("ring", kind: .symbolicLink)
    link.link = Array("ring".utf8)
    var builder = ImageBuilder()
    builder.steps = [.layer(.init("COPY . /", [long, link, circle]))]
    let archive = ByteView(copying: try builder.archive())
    let image = try #require(try ImageLoader().load(archive, source: "app").images.first)
    let found = RuleRunner(rules: Rule.image, policy: .standard).findings(image)
    let paths = found.filter { $0.rule == "layer-set-id-file" }.compactMap(\.location.path)
    #expect(paths.contains("/ring/helper"))
    #expect(paths.contains { $0.hasSuffix("a/tool") })
    #expect(!image.isWhole)
    #expect(image.incomplete.count == 1)
  }
}
