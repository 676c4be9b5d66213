import Compose
import Findings
import Gate
import Images
import Policies
import Reports
import Rules
import TestSupport
import Testing

/// What is new and what is gone, and what the answer is.
struct DiffCheckTests {
  private let plain = """
    image: shop:1
    User: app
    layer: COPY a /
      -rw-r--r-- 0:0 /srv/app/data 1000
    """
  private let worse = """
    image: shop:2
    User: app
    layer: RUN make
      -rw-r--r-- 0:0 /srv/app/data 1000
      -rwsr-xr-x 0:0 /srv/app/helper 100
      -rw-rw-rw- 0:0 /srv/app/open 10
    """

  private func rules(_ findings: [Finding]) -> Set<String> { Set(findings.map(\.rule)) }

  @Test func anImageComparedWithItselfHasNoDifference() throws {
    let image = try DiffListing(worse, worse).image
    #expect(image.findings.new.isEmpty && image.findings.gone.isEmpty && image.findings.worse.isEmpty)
    #expect(image.findings.same > 0)
    #expect(image.size.layers.isEmpty && image.size.sameLayers == 1)
    #expect(image.size.directories == [] && image.packages == [] && image.permissions == [])
    #expect(image.config.isEmpty && image.files == .init() && image.notCompared.isEmpty)
  }

  @Test func newAndGoneFindingsAreToldAndDecide() throws {
    let new = try DiffListing(plain, worse) { $0.check.failOn = .medium }
    #expect(
      rules(try new.image.findings.new).isSuperset(of: ["layer-set-id-file", "layer-world-writable-file"]))
    #expect(new.report.exitCode == 1 && new.report.summary.verdict == .fail)
    let gone = try DiffListing(worse, plain) { $0.check.failOn = .medium }
    #expect(rules(try gone.image.findings.gone).contains("layer-set-id-file"))
    #expect(try gone.image.findings.new.isEmpty)
    #expect(gone.report.exitCode == 0)
  }

  @Test func whatWasThereBeforeDoesNotFail() throws {
    #expect(try DiffListing(worse, worse) { $0.check.failOn = .note }.report.exitCode == 0)
  }

  @Test func aFindingOfAnImageOfAnotherNameIsTheSame() throws {
    let named = try DiffListing(worse, worse.replacing("shop:2", with: "registry.example.org/team/store:9"))
    #expect(try named.image.findings.new.isEmpty && named.image.findings.gone.isEmpty)
    let unnamed = worse.replacing("image: shop:2\n", with: "")
    let files = try DiffListing(unnamed, unnamed, names: ("before.tar", "after.tar"))
    #expect(try files.image.findings.new.isEmpty && files.image.findings.gone.isEmpty)
  }

  @Test func anImageThatCannotBeReadIsNoCleanAnswer() throws {
    let listing = try DiffListing(plain, plain) { $0.new = "/no/such/file.tar" }
    #expect(listing.report.exitCode == 3)
    #expect(listing.report.incomplete.contains { $0.what.contains("/no/such/file.tar") })
  }

  @Test func assertionsOfThePolicyAreEvaluatedForBothSides() throws {
    let policy = try PolicyLoader(
      reader: FileReader([
        "p.yaml": """
        version: 1
        assertions:
          - {name: no-set-id, for: finding, that: "finding.rule != 'layer-set-id-file'", severity: high, message: No set-id files}
          - {name: by-app, for: image, that: "image.user == 'app'", message: The user is another}
          - {name: alone, that: "images.size() == 1 && services.size() == 0", message: Something else is in the run}
          - {name: failing, for: image, where: "image.tags.exists(t, t.endsWith('2'))", that: "image.labels['x'] == ''", message: m}
        """
      ]), builtIn: [:], rules: Rule.all.map(\.id)
    ).load(["p.yaml"]).policy
    func asserted(_ findings: [Finding]) -> Set<String> { rules(findings).filter { $0.hasPrefix("assert-") } }
    let other = worse.replacing("User: app", with: "User: web")
    let listing = try DiffListing(plain, other) { $0.check.policy = policy }
    let image = try listing.image
    #expect(asserted(image.findings.new) == ["assert-no-set-id", "assert-by-app"])
    #expect(listing.report.exitCode == 3)
    #expect(listing.report.incomplete.map(\.what).contains { $0.contains("assertion failing") })
    let back = try DiffListing(other, plain) { $0.check.policy = policy }
    #expect(asserted(try back.image.findings.gone) == ["assert-no-set-id", "assert-by-app"])
    #expect(back.report.incomplete.isEmpty)
    let same = try DiffListing(other, other) { $0.check.policy = policy }
    #expect(try same.image.findings.new.isEmpty && same.image.findings.gone.isEmpty)
  }

  @Test(arguments: [("50%", 0), ("49.9%", 1), ("1024", 0), ("1023B", 1), ("1KiB", 0), ("0%", 1)])
  func exactlyTheLimitOfGrowthPasses(limit: String, code: Int) throws {
    // Tars of 2048 bytes and of 3072: a header and the blocks of the content, and two blocks that end it.
    let listing = try DiffListing(
      "layer: A\n  -rw-r--r-- 0:0 /a 512\n", "layer: A\n  -rw-r--r-- 0:0 /a 1536\n"
    ) { $0.growthLimit = GrowthLimit(limit) }
    #expect(try listing.image.size.unpacked == ByteChange(old: 2048, new: 3072))
    #expect(listing.report.exitCode == code)
  }

  @Test func aReportInPlaceOfTheOldImageSaysWhatItDoesNotHold() throws {
    let earlier = try DiffListing.report(of: plain)
    let listing = try DiffListing(plain, worse) { $0.old = .report(earlier, source: "old.json") }
    let image = try listing.image
    #expect(rules(image.findings.new).contains("layer-set-id-file"))
    #expect(image.size.unpacked.growth == 2048)
    #expect(image.permissions == nil && image.files == nil && image.packages == [])
    #expect(image.notCompared.contains { $0.contains("set-id bits") })
    #expect(listing.report.incomplete.isEmpty, "what a report cannot hold is no failure to read")
    let same = try DiffListing(plain, plain) { $0.old = .report(earlier, source: "old.json") }
    #expect(try same.image.findings.new.isEmpty && same.image.findings.gone.isEmpty)
  }

  @Test func aReportOfAnotherNameHasTheSameFindings() throws {
    let unnamed = worse.replacing("image: shop:2\n", with: "")
    let earlier = try DiffListing.report(of: unnamed, name: "before.tar")
    #expect(!earlier.findings.isEmpty)
    let listing = try DiffListing(unnamed, unnamed, names: ("x.tar", "after.tar")) {
      $0.old = .report(earlier, source: "old.json")
    }
    #expect(try listing.image.findings.new.isEmpty && listing.image.findings.gone.isEmpty)
  }

  @Test func aReportThatIsNotCompleteIsNoCleanAnswer() throws {
    var earlier = try DiffListing.report(of: plain)
    earlier.incomplete = [Incomplete(what: "layer 1", why: "is absent")]
    let listing = try DiffListing(plain, plain) { $0.old = .report(earlier, source: "old.json") }
    #expect(listing.report.exitCode == 3)
  }
}
