import Findings
import Foundation
import Reports
import TestSupport
import Testing

struct BillOfMaterialsTests {
  private func report(_ images: ImageSummary...) -> Report {
    var report = ReportSamples.report([])
    report.images = images
    return report
  }

  private func cycloneDX(_ report: Report, _ change: (inout RenderOptions) -> Void = { _ in }) throws -> JSON
  {
    var options = ReportSamples.options
    change(&options)
    return try JSONDecoder().decode(JSON.self, from: Data(CycloneDXReport.render(report, options).utf8))
  }

  private func spdx(_ report: Report, _ change: (inout RenderOptions) -> Void = { _ in }) throws -> JSON {
    var options = ReportSamples.options
    change(&options)
    return try JSONDecoder().decode(JSON.self, from: Data(SPDXReport.render(report, options).utf8))
  }

  private var samples: [Report] {
    [
      ReportSamples.report([]), report(ReportSamples.image()),
      report(ReportSamples.image(), ReportSamples.image(name: "other")),
      ReportSamples.report([], incomplete: [Incomplete(what: "a", why: "b")]), ReportSamples.hostileReport,
    ]
  }

  @Test func aPackageIsAComponentWithItsURL() throws {
    let document = try cycloneDX(report(ReportSamples.image()))
    let components = try #require(document["components"]).elements
    #expect(components.map { $0["name"] } == ["debian", "attr", "left-pad", "left-pad", "own"])
    #expect(components[1]["purl"] == "pkg:deb/debian/attr@1:2.5.1-4?arch=amd64&distro=debian-12")
    #expect(components[2]["licenses"] == [["license": ["id": "MIT"]]])
    #expect(components[3]["licenses"] == [["expression": "(MIT OR Apache-2.0)"]])
    #expect(components[4]["licenses"] == [["license": ["name": "as you like it"]]])
    #expect(components[4]["purl"] == nil)
    let subject = document["metadata"]?["component"]
    #expect(
      subject?["purl"]?.string
        == "pkg:oci/app@sha256:\(String(repeating: "ab", count: 32))?arch=amd64&repository_url=registry.example.org%2Fteam%2Fapp&tag=1.0"
    )
  }

  @Test func severalImagesHoldTheirPackages() throws {
    let document = try cycloneDX(report(ReportSamples.image(), ReportSamples.image(name: "other")))
    #expect(document["components"]?.elements.map { $0["components"]?.elements.count } == [5, 5])
    #expect(document["metadata"]?["component"] == nil)
  }

  @Test func referencesAreUniqueAndResolve() throws {
    var relationships = 0
    for report in samples {
      let components = try #require(cycloneDX(report)["components"]).elements
      let references = (components + components.flatMap { $0["components"]?.elements ?? [] }).compactMap {
        $0["bom-ref"]
      }
      #expect(Set(references).count == references.count)
      let document = try spdx(report)
      let ids = (document["packages"]?.elements ?? []).compactMap { $0["SPDXID"]?.string }
      #expect(Set(ids).count == ids.count)
      #expect(ids.allSatisfy { $0.wholeMatch(of: /SPDXRef-[A-Za-z0-9.\-]+/) != nil })
      for relationship in document["relationships"]?.elements ?? [] {
        #expect(ids.contains(relationship["relatedSpdxElement"]?.string ?? ""))
        relationships += 1
      }
    }
    #expect(relationships > samples.count)
  }

  @Test func numbersNameTheContent() throws {
    let one = try cycloneDX(report(ReportSamples.image()))["serialNumber"]
    #expect(
      try cycloneDX(report(ReportSamples.image())) { $0.date = Timestamp(seconds: 5) }["serialNumber"] == one)
    let fewer = ReportSamples.image(packages: Array(ReportSamples.packages.dropLast()))
    #expect(try cycloneDX(report(fewer))["serialNumber"] != one)
    #expect(
      one?.string?.wholeMatch(
        of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
        != nil)
    let namespace = try spdx(report(ReportSamples.image()))["documentNamespace"]
    #expect(try spdx(report(fewer))["documentNamespace"] != namespace)
  }

  @Test func noTimeIsMadeUp() throws {
    var image = ReportSamples.image()
    #expect(try cycloneDX(report(image))["metadata"]?["timestamp"] == "2024-05-01T08:00:00Z")
    image.created = nil
    #expect(try cycloneDX(report(image))["metadata"]?["timestamp"] == nil)
    let creation = try spdx(report(image))["creationInfo"]
    #expect(creation?["created"] == "1970-01-01T00:00:00Z")
    #expect(creation?["comment"]?.string?.contains("SOURCE_DATE_EPOCH") == true)
    let given = try spdx(report(image)) { $0.date = Timestamp(seconds: 1_700_000_000) }["creationInfo"]
    #expect(given?["created"] == "2023-11-14T22:13:20Z")
    #expect(given?["comment"] == nil)
  }

  @Test func whatWasNotReadIsSaid() throws {
    var image = ReportSamples.image()
    image.complete = false
    var unread = report(image)
    unread.incomplete = [Incomplete(what: "layer 1", why: "is absent")]
    #expect(try cycloneDX(unread)["compositions"]?.elements.map { $0["aggregate"] } == ["incomplete"])
    #expect(
      try cycloneDX(report(ReportSamples.image()))["compositions"]?.elements.map { $0["aggregate"] } == [
        "unknown"
      ])
    #expect(try spdx(unread)["creationInfo"]?["comment"]?.string?.contains("may be missing") == true)
  }

  /// The schemas lie beside the repository, where somebody has put them.
  @Test(.enabled(if: TestData.shared != nil)) func documentsAreValidAgainstTheirSchemas() throws {
    let folder = try #require(TestData.shared).appending(path: "schemas/sbom")
    let cycloneDXSchema = try SchemaCheck(
      file: folder.appending(path: "bom-1.6.schema.json"),
      others: ["spdx.schema.json", "jsf-0.82.schema.json"].map { folder.appending(path: $0) })
    let spdxSchema = try SchemaCheck(file: folder.appending(path: "spdx-2.3.schema.json"))
    for report in samples {
      #expect(cycloneDXSchema.problems(try cycloneDX(report)) == [])
      #expect(spdxSchema.problems(try spdx(report)) == [])
    }
    #expect(!cycloneDXSchema.problems(["bomFormat": "x"]).isEmpty)
    #expect(!spdxSchema.problems(["name": 1]).isEmpty)
  }
}
