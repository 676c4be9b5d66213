import Findings
import Reports
import TestSupport
import Testing

struct HTMLReportTests {
  private func html(_ report: Report) -> String {
    HTMLReport.render(report, rules: [ReportSamples.rule])
  }

  private static let hostile = [
    "</style><script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)",
    "</title><img src=x onerror=alert(1)>", "<!-- ", "]]><svg onload=alert(1)>", "&lt;script&gt;",
    "javascript:alert(1)", "a\u{0}b\u{202e}c\u{1b}[31m\n::error::x ##[group]", "` `` ``` <b>`",
    "{{7*7}}${7*7}",
  ]

  @Test(arguments: hostile) func textFromOutsideIsTextAndNothingElse(text: String) throws {
    let page = html(HTMLSamples.full(text))
    let scanner = try TagScanner(page)
    let harmless = try TagScanner(html(HTMLSamples.full()))
    // Backticks make code of what stands between them, and nothing of what they hold.
    #expect(scanner.elements.filter { $0 != "code" } == harmless.elements.filter { $0 != "code" })
    #expect(scanner.attributes == harmless.attributes)
    #expect(scanner.elements.count { $0 == "script" } == 1)
    #expect(!scanner.elements.contains("img") && !scanner.elements.contains("b"))
    #expect(!scanner.attributes.contains { $0.hasPrefix("on") || $0 == "style" || $0 == "src" })
    for dangerous in ["\u{0}", "\u{202e}", "\u{1b}", "::error", "##["] {
      #expect(!page.contains(dangerous))
    }
  }

  @Test func whatIsLinkedIsOnTheWebOrInThePage() throws {
    let rule = RuleDescription(
      id: "layer-sample", summary: "A.", why: "B.", fix: "C.", severity: .high, confidence: .certain,
      references: [
        .page(title: "bad", url: "javascript:alert(1)"), .page(title: "good", url: "https://example.org"),
      ])
    let page = HTMLReport.render(HTMLSamples.full(), rules: [rule])
    #expect(page.contains("href=\"https://example.org\""))
    #expect(!page.contains("javascript:"))
    for link in page.matches(of: /href="([^"]*)"/) {
      #expect(link.1.hasPrefix("#") || link.1.hasPrefix("https://"), "\(link.1)")
    }
  }

  @Test func thePageReachesNothing() throws {
    let page = html(HTMLSamples.full())
    #expect(page.contains("default-src &#39;none&#39;"))
    for word in ["@import", "src=", "fetch(", "XMLHttp", "localStorage", "innerHTML", "eval("] {
      #expect(!page.contains(word), "\(word)")
    }
    // Only patterns of the page itself.
    for use in page.matches(of: /url\(([^)]*)\)/) { #expect(use.1.hasPrefix("#"), "\(use.1)") }
  }

  @Test func theVerdictIsTheFirstHeadingAndInTheTitle() throws {
    let page = html(ReportSamples.report([ReportSamples.finding()]))
    let heading = try #require(page.firstMatch(of: /<h1[^>]*>(.*?)<\/h1>/))
    let text = heading.1.replacing(/<[^>]*>/, with: "")
    #expect(text == "Fail 1 finding at or above high severity")
    #expect(page.contains("<title>Fail - imgcheck</title>"))
    #expect(html(ReportSamples.report([])).contains("Pass"))
  }

  @Test func anEmptyReportSaysThatNothingWasFoundAndHasNoFilters() throws {
    let page = html(ReportSamples.report([]))
    _ = try TagScanner(page)
    #expect(page.contains("Nothing was found."))
    #expect(!page.contains("<form") && !page.contains("<svg") && !page.contains("id=\"suppressed\""))
  }

  @Test func whatCouldNotBeCheckedStandsAboveTheFindings() throws {
    let page = html(ReportSamples.report([], incomplete: [Incomplete(what: "layer 1", why: "It is absent.")]))
    let place = try #require(page.firstRange(of: "It is absent."))
    let findings = try #require(page.firstRange(of: "id=\"findings\""))
    #expect(place.lowerBound < findings.lowerBound)
    #expect(page.contains(">Incomplete<") && page.contains("Not everything could be checked"))
  }

  @Test func whyAndFixStandOnceForAllPlacesOfARule() {
    let findings = (0..<30).map { ReportSamples.finding($0, path: "/f\($0)") }
    let page = html(ReportSamples.report(findings))
    #expect(page.ranges(of: ReportSamples.rule.why).count == 1)
    #expect(page.ranges(of: "class=\"item\"").count == 30)
    #expect(page.ranges(of: "<code>/f").count == 30)
    #expect(page.contains("href=\"https://cwe.mitre.org/data/definitions/250.html\""))
  }

  @Test func eachSeverityOfARuleIsAGroupTheWorstFirst() {
    let findings = Severity.allCases.enumerated().map { ReportSamples.finding($0, severity: $1) }
    let page = html(ReportSamples.report(findings))
    let order = page.matches(of: /data-severity="([a-z]+)"/).map { String($0.1) }
    #expect(order == ["critical", "high", "medium", "low", "note"])
  }

  @Test func suppressedFindingsAreFoldedAwayWithWhoAllowsThem() throws {
    var report = ReportSamples.report([])
    report.suppressed = [HTMLSamples.suppressed("sample")]
    let page = html(report)
    let section = try #require(page.firstMatch(of: /<section id="suppressed"(?s:.*?)<\/section>/)).0
    #expect(section.contains("suppressed by the policy") && section.contains("until sample"))
    #expect(!section.contains(" open>"))
    #expect(page.contains("Nothing was found."), "they are no findings")
  }

  @Test func everyDrawingHasATitleADescriptionAndATable() throws {
    let page = html(HTMLSamples.full())
    let drawings = page.matches(of: /<svg class="drawing[^>]*aria-labelledby="([^ ]+) ([^"]+)"/)
    #expect(drawings.count == 5, "layers, directories, network, two resources")
    for drawing in drawings {
      #expect(page.contains("<title id=\"\(drawing.1)\">") && page.contains("<desc id=\"\(drawing.2)\">"))
    }
    #expect(page.ranges(of: "<table").count == 4, "layers, directories, network, shares")
    #expect(page.ranges(of: "<caption>").count == 4)
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    let repeated = Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.keys
    // The sample gives all its findings one fingerprint.
    #expect(repeated.allSatisfy { $0.hasPrefix("finding-") }, "\(repeated)")
  }

  @Test func aReportOfSchema10HasNoDirectoriesAndNoWaste() throws {
    var image = HTMLSamples.image("sample")
    image.directories = nil
    for index in image.layers.indices { image.layers[index].hiddenBytes = nil }
    var report = ReportSamples.report([])
    report.images = [image]
    let page = html(report)
    #expect(page.contains("The table below has every layer."))
    #expect(!page.contains("hidden by a later layer") && !page.contains("Largest directories"))
  }

  @Test func equalReportsGiveEqualPages() {
    #expect(Set((0..<5).map { _ in html(HTMLSamples.full()) }).count == 1)
  }

  @Test func aPlaceInAnImageSaysTheDockerfilesLineToo() {
    var finding = ReportSamples.finding(path: "/srv/app/.env")
    var location = finding.location
    location.file = "build/Dockerfile"
    location.line = 12
    finding = Finding(
      rule: finding.rule, severity: finding.severity, confidence: finding.confidence,
      message: finding.message,
      fix: finding.fix, fingerprint: finding.fingerprint, location: location)
    let page = html(ReportSamples.report([finding]))
    let place = "<code>build/Dockerfile:12</code><code>layer 2</code><code>/srv/app/.env</code>"
    #expect(page.contains(place))
    #expect(page.contains("data-subject=\"registry.example.org/team/app\""))
  }

  @Test func ofManyRelatedPlacesTheFirstAreShownAndAllAreThere() throws {
    var file = Location()
    file.file = "compose.yaml"
    let related = (0..<9).map { Finding.Related(location: file, message: "Place \($0).") }
    let finding = Finding(
      rule: "layer-sample", severity: .low, confidence: .certain, message: "It is there.", fix: "Do nothing.",
      fingerprint: Fingerprint(text: "1"), location: file, related: related)
    let page = html(ReportSamples.report([finding]))
    _ = try TagScanner(page)
    let parts = page.split(separator: "<summary>5 more</summary>")
    #expect(parts.count == 2)
    #expect(parts[0].contains("Place 3.") && parts[1].contains("Place 4.") && parts[1].contains("Place 8."))
  }

  @Test func fiveThousandFindingsAreAllThere() throws {
    let findings = (0..<5_000).map { ReportSamples.finding($0, path: "/srv/app/\($0)") }
    let page = html(ReportSamples.report(findings))
    #expect(page.ranges(of: "class=\"item\"").count == 5_000)
    #expect(page.utf8.count < 8_000_000)
  }
}
