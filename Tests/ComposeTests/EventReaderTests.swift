import Findings
import TestSupport
import Testing

@testable import Compose

/// The reader of events gives what the reader of Yams' tree gives, or nothing.
struct EventReaderTests {
  @Test(arguments: [
    "a: 1\nb: two\n", "- a\n-   b:\n      - c\n- {d: e, f: [g, h]}\n", "a:\nb: ~\nc: ''\n",
    "a: |\n  x\n  y\n\nb: >-\n  one\n  two\nc: d\n", "a: \"x\\\"y\"\nb: 'it''s'\n",
    "x: &anchor {a: b}\ny: &other\n  - c\nz: &s \"text\"\n", "---\na: 1\n---\nb: 2\n...\n# end\n",
    "? a\n: b\n? c\n", "{a: b, c: , d}\n", "ü: ö # ä\n\"ß\": [é, 'ñ', {ø: å}]\n", "a: 1\r\nb:\r\n  - c\r\n",
    "a: plain\n  over lines\nb: c\n", "[]\n", "{}\n", "text", "# nothing", "a: 08\nb: 0x1f\nc: 1.5\nd: yes\n",
    "list:\n- a\n- b: c\n  d: e\n-\n- - f\n", "a: \u{85}\nb: c\n", "a: {\n  b: c,\n  d: [e,\n   f] }\ng: h\n",
    "services: {web: {image: \"a:1\", ports: [\"80:80\", 81:81]}}",
    "a: &x 1\nb: *x\nc: [*x, \"d\", *x]\n", "x: &x {a: b, c: [d]}\ny:\n  <<: *x\n  e: f\nz: *x\n",
    "x: &x\n  - a\ny: &y\n  b: *x # why\nz: {<<: [*y], c: *x, d: *y}\n", "a: &x 1\nb: &x 2\nc: *x\n",
    "a: &x\n  b: c\n---\nd: *x\n", "a: &x\nb: *x\n", "a: &x |\n  text\nb:\n  *x\nc: e\n",
  ])
  func itGivesWhatTheTreeGives(_ text: String) throws {
    let read = try #require(try both(text))
    #expect(read.events == read.tree)
  }

  @Test(arguments: [
    "- &x 1\n- *x\n", "a: *x\n", "&x a: b\nc: *x\n", "a: &x {b: *x}\n", "a: &x b\n*x : c\n", "a: !reset []\n",
    "a: 1\na: 2\n", "? [a]\n: b\n", "a: [\n", "{? }\n", "",
    String(repeating: "[", count: 2_000),
  ])
  func itLeavesTheRestToTheTree(_ text: String) {
    #expect(EventReader.documents(of: Source(file: "compose.yaml", text: text), limits: Limits()) == nil)
  }

  @Test func whatAliasesBringCountsEachTime() throws {
    var limits = Limits()
    let source = Source(file: "compose.yaml", text: "a: &x [1, 2]\nb: *x\nc: *x\n")
    limits.nodes = 10
    #expect(EventReader.documents(of: source, limits: limits) != nil)
    limits.nodes = 9
    #expect(EventReader.documents(of: source, limits: limits) == nil)
    limits = Limits()
    limits.depth = 2
    let deep = Source(file: "compose.yaml", text: "a: &x [[1]]\nb: [*x]\n")
    #expect(EventReader.documents(of: deep, limits: limits) == nil)
  }

  @Test func itLeavesWhatPassesLimitsToTheTree() {
    var few = Limits()
    few.nodes = 3
    var small = Limits()
    small.expandedBytes = 3
    let source = Source(file: "compose.yaml", text: "[one, two, three]")
    #expect(EventReader.documents(of: source, limits: Limits()) != nil)
    #expect(EventReader.documents(of: source, limits: few) == nil)
    #expect(EventReader.documents(of: source, limits: small) == nil)
  }

  /// Texts with one byte changed, cut out or put in: what is read is the same, and what is refused is left.
  @Test func damagedTextsAreReadAlike() throws {
    let text = """
      name: &name shop
      x-web: &web
        init: true
      services:
        web:
          image: "nginx:1.27"
          command: >-
            one
            two
          ports: ["80:80", {target: 81}]
          environment:
            - A='b c'
            - D=
        # a comment
        cache: {<<: *web, image: *name}
        db: {image: db, user: 'a''b'}

      """
    let marks = Array("{}[],:#&*!|>'\"%@`?- \n\tü".utf8)
    var random = FixedRandom(seed: 7)
    for _ in 0..<2_000 {
      var bytes = Array(text.utf8)
      for _ in 0...Int.random(in: 0..<2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = marks.randomElement(using: &random) ?? 0
        case 1: bytes.remove(at: place)
        default: bytes.insert(marks.randomElement(using: &random) ?? 0, at: place)
        }
      }
      guard let text = String(validating: bytes, as: UTF8.self), let read = try both(text) else { continue }
      #expect(read.events == read.tree, "\(text)")
    }
  }

  /// What both readers make of a text; nil where the first leaves it to the second.
  private func both(_ text: String) throws -> (events: [Node], tree: [Node])? {
    let source = Source(file: "compose.yaml", text: text)
    guard let events = EventReader.documents(of: source, limits: Limits()) else { return nil }
    let tree = try YAMLReader.documentsOfTree(source, limits: Limits())
    return (events.filter { !$0.isNull }, tree)
  }
}
