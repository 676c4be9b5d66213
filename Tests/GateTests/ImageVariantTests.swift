import Findings
import Reports
import TestSupport
import Testing

@testable import Gate

/// Several images of one name in a run: each finding says which of them it is about.
struct ImageVariantTests {
  @Test(
    arguments: [
      ([("app", "linux/amd64", "app:1")], [nil]),
      ([("app", "linux/amd64", "app:1"), ("db", "linux/amd64", "db:1")], [nil, nil]),
      (
        [("app", "linux/amd64", "app:1"), ("app", "linux/arm64", "app:1"), ("db", "linux/arm64", "db:1")],
        ["linux/amd64", "linux/arm64", nil]
      ),
      ([("app", "linux/amd64", "app:1"), ("app", "linux/amd64", "app:2")], ["app:1", "app:2"]),
      (
        [
          ("app", "linux/amd64", "app:1"), ("app", "linux/arm64", "app:1"), ("app", "linux/amd64", "app:2"),
        ], ["app:1 linux/amd64", "app:1 linux/arm64", "app:2 linux/amd64"]
      ),
      ([("app", "linux/amd64", ""), ("app", "linux/amd64", "")], ["number 1", "number 2"]),
    ] as [([(String, String, String)], [String?])])
  func whatTellsImagesOfOneNameApart(images: [(String, String, String)], variants: [String?]) {
    #expect(ImageIdentity.variants(images.map { (name: $0.0, platform: $0.1, tag: $0.2) }) == variants)
  }

  @Test func eachFormatNamesThePlatform() throws {
    var check = Check()
    check.images = [TestData.path("images/buildah-platforms.tar")]
    check.looksForSecrets = false
    let report = check.run()
    let platforms = Set(report.images.map(\.platform))
    try #require(platforms.count > 1)
    let found = Set(report.findings.compactMap(\.location.variant))
    #expect(found == platforms)
    let options = RenderOptions()
    for text in [
      TextReport.render(report, isColoured: false), MarkdownReport.render(report, options),
      CSVReport.render(report, options),
      AnnotationsReport.render(report, options), JUnitReport.render(report, options),
      HTMLReport.render(report, rules: []), try SARIFReport.render(report, options),
    ] {
      for platform in platforms { #expect(text.replacing("\\/", with: "/").contains("(\(platform))")) }
    }
  }

  @Test func anImageThatIsAloneNeedsNoVariant() {
    var check = Check()
    check.images = [TestData.path("images/buildah-docker.tar")]
    check.looksForSecrets = false
    let report = check.run()
    #expect(!report.findings.isEmpty)
    #expect(report.findings.allSatisfy { $0.location.variant == nil })
  }
}
