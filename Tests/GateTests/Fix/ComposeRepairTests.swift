import Compose
import Findings
import Gate
import Policies
import Rules
import TestSupport
import Testing

/// Every repair is made on the rules' own examples: the finding goes, Compose takes the file, comments stay.
struct ComposeRepairTests {
  /// Rules of which at least one example must be repairable.
  private static let repairable: Set<String> = [
    "compose-kept-capabilities", "compose-loose-tmpfs", "compose-new-privileges", "compose-open-port",
    "compose-unhealthy-start", "compose-unlimited-cpu", "compose-unlimited-log", "compose-unlimited-memory",
    "compose-unlimited-pids", "compose-writable-root",
  ]

  private func matches(_ rule: Rule, _ project: Project) -> [PlacedMatch] {
    ComposeMatches(rules: [rule], policy: .standard, project: project).all
  }

  private func reload(_ listing: ComposeListing, _ edits: [TextEdit]) throws -> Project {
    var files = listing.files
    for (name, source) in listing.project.sources where files[name] != nil {
      files[name] = source.applying(edits)
    }
    return try Project.load(listing.options, reader: FileReader(files))
  }

  @Test(arguments: Rule.compose) func eachRepairTakesItsFindingAway(rule: Rule) throws {
    var repaired = 0
    for example in rule.triggering + rule.silent {
      let listing = try ComposeListing(example.text)
      let before = matches(rule, listing.project)
      for placed in before {
        guard let repair = placed.match.repair, let edits = Editor(listing.project).edits(for: repair.change)
        else {
          continue
        }
        let project = try reload(listing, edits)
        #expect(project.problems(.refused).isEmpty, "\(example.title): \(project.problems.map(\.message))")
        let after = matches(rule, project)
        #expect(after.count < before.count, "\(example.title): \(placed.match.message)")
        #expect(!after.contains { $0.match.message == placed.match.message }, "\(placed.match.message)")
        repaired += 1
      }
    }
    #expect((repaired > 0) == Self.repairable.contains(rule.id), "\(rule.id): \(repaired)")
  }

  private func repairs(
    _ text: String, _ wish: ComposeRepairs.Wish = ComposeRepairs.Wish(isUnsafe: true)
  ) throws -> ComposeRepairs {
    try ComposeRepairs(Options(files: ["c.yaml"]), reader: FileReader(["c.yaml": text]), wish: wish)
  }

  private let style = """
    # top
    services:
      web:   # the web
        image: "web:1"
        # why this port
        ports:
        - "8080:80"   # open
        - target: 90
          published: 9090
        depends_on:
        - db
        tmpfs: /run:exec

      # about the db
      db: {image: "store:16", ports: [5432:5432], healthcheck: {test: [CMD, x]}}   # flow
    # end
    """

  @Test(arguments: ["\n", "\r\n"]) func allRepairsTogetherKeepCommentsOrderAndStyle(newline: String) throws {
    let text = style.replacing("\n", with: newline) + newline
    let change = try #require(try repairs(text).changes.first)
    let after = try Project.load(Options(files: ["c.yaml"]), reader: FileReader(["c.yaml": change.newText]))
    #expect(after.problems(.refused).isEmpty)
    for comment in ["# top", "# the web", "# why this port", "# open", "# about the db", "# flow", "# end"] {
      #expect(change.newText.contains(comment), "\(comment)")
    }
    #expect(after.services.map(\.name) == ["web", "db"])
    #expect(after.services.flatMap(\.ports).map(\.address) == ["127.0.0.1", "127.0.0.1", "127.0.0.1"])
    #expect(after.services[0].dependencies.map(\.condition) == [.healthy])
    #expect(after.services[0].section.texts("tmpfs").map(\.value) == ["/run:noexec"])
    for service in after.services {
      #expect(service.section.texts("cap_drop").map(\.value) == ["ALL"])
      #expect(service.section.texts("security_opt").map(\.value) == ["no-new-privileges:true"])
      #expect(service.resources.memory.effective?.value == ByteSize("512m"))
      #expect(service.resources.pids.effective?.value == 200)
      #expect(service.resources.cpus.effective?.value == 1)
      #expect(service.section.boolean("read_only")?.value == true)
      #expect(service.section.text("logging", "options", "max-size")?.value == "10m")
    }
    let lines = change.new.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count > 25)
    #expect(lines.allSatisfy { ($0.last == UInt8(ascii: "\r")) == (newline == "\r\n") })
    #expect(UnifiedDiff.between(change.oldText, change.newText, file: "c.yaml").contains(" # end"))
    #expect(try repairs(change.newText).changes.isEmpty)
  }

  @Test func whatAnAliasSharesIsNotEdited() throws {
    let text = """
      x-base: &base {image: "a:1"}
      services:
        one: *base
        two:
          <<: *base
          init: true
      """
    let change = try #require(try repairs(text).changes.first)
    #expect(change.newText.contains("  one: *base\n"))
    #expect(change.newText.contains("x-base: &base {image: \"a:1\"}\n"))
    let after = try Project.load(Options(files: ["c.yaml"]), reader: FileReader(["c.yaml": change.newText]))
    #expect(after.service("two")?.section.texts("cap_drop").map(\.value) == ["ALL"])
    #expect(after.service("one")?.section.field("cap_drop") == nil)
  }

  @Test func limitsGoWhereTheServiceKeepsItsLimits() throws {
    let text = """
      services:
        a:
          image: a:1
          deploy:
            resources:
              limits:
                cpus: "1"
      """
    let wish = ComposeRepairs.Wish(rules: ["compose-unlimited-memory"], isUnsafe: true)
    let change = try #require(try repairs(text, wish).changes.first)
    #expect(change.newText.hasSuffix("          cpus: \"1\"\n          memory: 512M"))
  }

  @Test func aRuleThatThePolicyTurnsOffForAServiceRepairsNothingThere() throws {
    let loader = PolicyLoader(
      reader: FileReader([
        "p.yaml": "version: 1\nrules: {compose-new-privileges: {for: [{label: old, state: off}]}}\n"
      ]), builtIn: [:], rules: Rule.all.map(\.id))
    let text = "services:\n  a:\n    image: a:1\n  b:\n    image: b:1\n    labels: [old]\n"
    let repairs = try ComposeRepairs(
      Options(files: ["c.yaml"]), reader: FileReader(["c.yaml": text]),
      wish: ComposeRepairs.Wish(rules: ["compose-new-privileges"], isUnsafe: true),
      policy: try loader.load(["p.yaml"]).policy)
    let change = try #require(repairs.changes.first)
    #expect(change.newText.ranges(of: "no-new-privileges").count == 1)
    #expect(change.newText.hasSuffix("    labels: [old]\n"))
  }

  @Test func whatAnExceptionOfThePolicyAllowsIsNotRepaired() throws {
    let text = "services:\n  a:\n    image: a:1\n  b:\n    image: b:1\n"
    func repaired(_ exception: String, today: String = "2026-01-01") throws -> [String] {
      let loader = PolicyLoader(
        reader: FileReader(["p.yaml": "version: 1\nexceptions: [{\(exception), reason: r}]\n"]), builtIn: [:],
        rules: Rule.all.map(\.id))
      let repairs = try ComposeRepairs(
        Options(files: ["c.yaml"]), reader: FileReader(["c.yaml": text]),
        wish: ComposeRepairs.Wish(rules: ["compose-new-privileges"], isUnsafe: true),
        policy: try loader.load(["p.yaml"]).policy, today: today)
      let parts = (repairs.changes.first?.newText ?? text).split(separator: "  b:")
      return zip(["a", "b"], parts).filter { $1.contains("no-new-privileges") }.map(\.0)
    }
    #expect(try repaired("rule: layer-*") == ["a", "b"])
    #expect(try repaired("rule: compose-new-privileges, service: b") == ["a"])
    #expect(try repaired("rule: compose-*, key: services.a*") == ["b"])
    #expect(try repaired("rule: compose-*, path: c.yaml") == [])
    #expect(try repaired("rule: compose-*, service: b, until: 2025-12-31") == ["a", "b"])
  }

  @Test func aDiffShowsWhatChanges() {
    let diff = UnifiedDiff.between("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nd\nX\ne\nf\ng\nh\n", file: "f")
    #expect(diff == "--- a/f\n+++ b/f\n@@ -2,6 +2,7 @@\n b\n c\n d\n+X\n e\n f\n g\n")
    #expect(UnifiedDiff.between("a\n", "a\n", file: "f").isEmpty)
  }
}
