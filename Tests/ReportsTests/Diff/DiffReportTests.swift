import Findings
import Reports
import TestSupport
import Testing

/// The formats of a comparison: short for people, and nothing from an image gets out of its place.
struct DiffReportTests {
  private static let hostile = "x\u{1b}[31m\n::error::y ##[group] <b>|`@you` \u{202e}www.example.org"

  private func image(
    _ text: String = "value", findings: Int = 1, severity: Severity = .high, packages: Int = 1
  ) -> ImageDifference {
    var summary = ImageSummary(
      source: text, format: "docker-archive", compression: "none", name: text, tags: [text], platform: text,
      user: "", digest: nil, complete: true, layers: [],
      finalTree: FinalTree(
        files: 0, directories: 0, symbolicLinks: 0, hardLinks: 0, others: 0, setUserID: 0, setGroupID: 0,
        bytes: 0), originBasis: "none")
    let old = ImageDifference.Side(summary)
    summary.tags = [text + "2"]
    var changes = FindingChanges()
    changes.new = (0..<findings).map {
      ReportSamples.finding($0, severity: severity, path: "/" + text, message: text)
    }
    changes.gone = [ReportSamples.finding(900, message: text)]
    changes.worse = [.init(finding: ReportSamples.finding(901, message: text), before: .low)]
    let bytes = ByteChange(old: 1_000_000, new: 1_100_000)
    return ImageDifference(
      old: old, new: .init(summary), findings: changes,
      size: SizeChanges(
        unpacked: bytes, stored: bytes, sameLayers: 1, sameBytes: 10,
        layers: [LayerChange(old: nil, new: 1, instruction: text, bytes: ByteChange(old: 0, new: 5))],
        directories: [DirectoryChange(path: "/" + text, isOwnFilesOnly: true, bytes: bytes)]),
      packages: (0..<packages).map {
        PackageChange(type: "deb", name: "\(text)\($0)", old: [text], new: ["2"])
      },
      config: [
        ConfigChange(field: "Env.\(text)", old: nil, new: text),
        ConfigChange(field: "Env.TOKEN", old: "***", new: "***"),
        ConfigChange(field: "Env.FILLED", old: "", new: "x"),
        ConfigChange(field: "ExposedPorts.80/tcp", old: "", new: nil),
      ],
      permissions: [PermissionChange(kind: .worldWritable, path: "/" + text, isNew: true, below: 3)],
      files: nil, notCompared: [text])
  }

  private func report(
    _ images: [ImageDifference], limit: String? = nil, incomplete: [Incomplete] = [], notes: [String] = []
  ) -> DiffReport {
    DiffReport(
      tool: .init(name: "imgcheck", version: "1"), old: .init(source: "old.tar", kind: .image),
      new: .init(source: "new.tar", kind: .image), images: images, failOn: .high,
      growthLimit: limit.flatMap(GrowthLimit.init), incomplete: incomplete, notes: notes)
  }

  @Test func noTextGetsOutOfItsPlace() throws {
    let text = Self.hostile
    let report = report(
      [image(text)], incomplete: [Incomplete(what: text, why: text)], notes: [text])
    for shown in [
      DiffText.render(report, isColoured: false, showAll: true), DiffMarkdown.render(report),
    ] {
      #expect(!shown.contains("\u{1b}") && !shown.contains("\u{202e}"))
      #expect(!shown.contains("::error") && !shown.contains("##["))
      #expect(!shown.contains("\n::"))
    }
    let markdown = DiffMarkdown.render(report)
    #expect(!markdown.contains("<b>|") && !markdown.contains("@you") && !markdown.contains("www.example"))
    #expect(!(try DiffJSON.render(report)).contains("##["))
  }

  @Test func longListsAreCutAndCountedUnlessAllIsWanted() {
    let report = report([image(findings: 25, packages: 12)])
    let short = DiffText.render(report, isColoured: false)
    #expect(short.contains("NEW FINDINGS  25") && short.contains("  and 15 more"))
    #expect(short.contains("PACKAGES  12") && short.contains("  and 2 more"))
    #expect(!DiffText.render(report, isColoured: false, showAll: true).contains(" more\n"))
  }

  @Test func anUnboundedImageMakesABoundedComment() {
    let huge = String(repeating: "<", count: 10_000)
    let report = report([image(huge, findings: 500, packages: 500), image(huge)])
    let text = DiffMarkdown.render(report)
    #expect(text.utf8.count <= 65_536)
    #expect(text.contains("not shown here"))
  }

  @Test func theAnswerNamesItsReasons() {
    let failing = report([image()], limit: "5%")
    #expect(failing.exitCode == 1)
    #expect(
      DiffText.render(failing, isColoured: false).hasPrefix(
        "FAIL  2 new findings at or above high, 1 image grew by more than 5%\n"))
    let unread = report([image()], incomplete: [Incomplete(what: "layer 1", why: "is absent")])
    #expect(unread.exitCode == 3)
    #expect(
      DiffText.render(unread, isColoured: false).hasPrefix("INCOMPLETE  not everything could be compared"))
    let fine = report([])
    #expect(fine.exitCode == 0)
    #expect(DiffText.render(fine, isColoured: false).hasPrefix("PASS  nothing new at or above high\n"))
  }

  @Test func aFindingThatRisesToTheThresholdFailsAndOneAboveItDoesNot() {
    var risen = image(findings: 0)
    #expect(report([risen]).summary.failing == 1)
    risen.findings.worse = [.init(finding: ReportSamples.finding(1, severity: .critical), before: .high)]
    #expect(report([risen]).summary.failing == 0)
    #expect(report([image(findings: 1, severity: .medium)]).summary.failing == 1, "the risen one alone")
  }

  @Test func settingsReadAsWhatHappenedToThem() {
    let text = DiffText.render(report([image()]), isColoured: false)
    #expect(text.contains(#"Env.TOKEN: "***" → "***" (another value)"#))
    #expect(text.contains(#"Env.FILLED: "" → "x""#))
    #expect(text.contains("ExposedPorts.80/tcp removed"))
    #expect(text.contains(#"Env.value: not set → "value""#))
    #expect(text.contains("SIZE  1.0 MB → 1.1 MB, +100 kB (+10.0 %)"))
  }
}
