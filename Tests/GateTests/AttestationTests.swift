import ArchiveIO
import Findings
import Foundation
import Images
import Reports
import TestSupport
import Testing

@testable import Gate

/// What an archive holds beside an image is searched for secrets.
struct AttestationTests {
  private static let manifestType = "application/vnd.oci.image.manifest.v1+json"
  private static let token = ["gh", "p_", "16C7e42F292c6912E7710c838347Ae178B4a"].joined()

  /// An image with one attestation whose only document is `document`.
  private func archive(
    _ document: [UInt8], mediaType: String = "application/vnd.in-toto+json", subject: String? = nil
  )
    throws -> [UInt8]
  {
    var builder = LayoutBuilder([LayoutBuilder.Layer([TarWriter.Member("a", content: "x")])])
    builder.tag = "shop:1.0"
    let plain = try builder.members
    let index = try #require(plain.last)
    let value = try #require(try JSONSerialization.jsonObject(with: Data(index.content)) as? [String: Any])
    let image = try #require((value["manifests"] as? [[String: Any]])?.first?["digest"] as? String)
    var others: [TarWriter.Member] = []
    var layer = try LayoutBuilder.add(document, mediaType, to: &others)
    layer["annotations"] =
      ["in-toto.io/predicate-type": "https://slsa.dev/provenance/v1"] as LayoutBuilder.Object
    let config = try LayoutBuilder.add(
      Array("{}".utf8), "application/vnd.oci.image.config.v1+json", to: &others)
    let manifest: LayoutBuilder.Object = [
      "schemaVersion": 2, "mediaType": Self.manifestType, "config": config, "layers": [layer],
    ]
    var described = try LayoutBuilder.add(try LayoutBuilder.json(manifest), Self.manifestType, to: &others)
    described["platform"] = ["os": "unknown", "architecture": "unknown"] as LayoutBuilder.Object
    described["annotations"] =
      [
        "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": subject ?? image,
      ] as LayoutBuilder.Object
    builder.others = others
    builder.otherDescriptors = [described]
    return try builder.archive()
  }

  /// Whatever the media type: as text, as JSON under a type of its own, as an archive.
  @Test(arguments: [true, false])
  func `documents of every form are searched, also in an archive that can only be read forward`(
    isPacked: Bool
  ) throws {
    let text = "SPDXVersion: SPDX-2.3\nPackageComment: \(Self.token)\n"
    let tar = TarWriter.tar([TarWriter.Member("chart/values.yaml", content: text)])
    let filler = String(repeating: "Relationship: CONTAINS\n", count: 100)
    let documents: [([UInt8], String)] = [
      (Array(text.utf8), "text/spdx"), (Array((text + filler).utf8), "text/spdx"),
      (Array("<bom>\(Self.token)</bom>".utf8), "application/vnd.cyclonedx+xml"),
      (provenance("NPM", Self.token), "application/vnd.example.provenance"), (tar, "application/x-tar"),
      (Packed.gzip(tar), "application/vnd.cncf.helm.chart.content.v1.tar+gzip"),
    ]
    for (document, type) in documents {
      let archive = try archive(document, mediaType: type)
      let report = try report(isPacked ? Packed.gzip(archive) : archive)
      let found = secrets(report)
      #expect(found.map(\.location.key) == ["attestations.https://slsa.dev/provenance/v1"], "\(type)")
      #expect(report.incomplete.isEmpty, "\(type): \(report.incomplete)")
    }
  }

  @Test func `what ships beside images is listed by what it states and what it is about`() throws {
    let note = try #require(
      try report(archive(provenance("VERSION", "1"))).notes.first { $0.contains("not images") })
    #expect(note.hasSuffix("not images (1): https://slsa.dev/provenance/v1 of linux/amd64"), "\(note)")
    let other = "sha256:" + String(repeating: "0", count: 64)
    let elsewhere = try report(archive(provenance("VERSION", "1"), subject: other))
    #expect(elsewhere.notes.contains { $0.hasSuffix("provenance/v1 of \(other)") }, "\(elsewhere.notes)")
  }

  @Test func `many artifacts are listed shortly, and counted`() throws {
    var builder = LayoutBuilder([LayoutBuilder.Layer([TarWriter.Member("a", content: "x")])])
    for number in 0..<9 {
      let manifest: LayoutBuilder.Object = [
        "schemaVersion": 2, "mediaType": Self.manifestType,
        "artifactType": "application/vnd.example.\(number)",
        "layers": [LayoutBuilder.Object](),
      ]
      builder.otherDescriptors.append(
        try LayoutBuilder.add(try LayoutBuilder.json(manifest), Self.manifestType, to: &builder.others))
    }
    let note = try #require(try report(builder.archive()).notes.first { $0.contains("not images") })
    #expect(note.contains("(9): application/vnd.example.0, "), "\(note)")
    #expect(note.hasSuffix("application/vnd.example.5, and 3 more"), "\(note)")
  }

  private func report(_ archive: [UInt8], change: (inout Check) -> Void = { _ in }) throws -> Report {
    let scratch = try ScratchDirectory()
    try scratch.write(archive, to: "shop.tar")
    var check = Check()
    check.images = [scratch.path("shop.tar")]
    change(&check)
    return check.run()
  }

  private func provenance(_ name: String, _ value: String) -> [UInt8] {
    Array(
      #"{"predicateType":"https://slsa.dev/provenance/v1","predicate":{"buildDefinition":{"externalParameters":{"request":{"args":{"build-arg:\#(name)":"\#(value)"}}}}}}"#
        .utf8)
  }

  private func secrets(_ report: Report) -> [Finding] {
    report.findings.filter { $0.rule.hasPrefix("secret-") }
  }

  @Test func `a token among the build arguments of a provenance is found, and named by image and document`()
    throws
  {
    let found = try secrets(report(archive(provenance("NPM", Self.token))))
    #expect(found.count == 1)
    let finding = try #require(found.first)
    #expect(finding.location.image == "shop")
    #expect(finding.location.key == "attestations.https://slsa.dev/provenance/v1")
    #expect(!"\(finding)".contains(Self.token))
  }

  @Test func `a password that only its name makes one is found as in a Dockerfile`() throws {
    let found = try secrets(report(archive(provenance("DB_PASSWORD", ["Trug5k0v", "Plim92Xq"].joined()))))
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.location.key?.hasPrefix("attestations.") == true })
  }

  @Test func `an envelope is opened`() throws {
    let inner = Data(provenance("NPM", Self.token)).base64EncodedString()
    let envelope = #"{"payloadType":"application/vnd.in-toto+json","payload":"\#(inner)","signatures":[]}"#
    #expect(try secrets(report(archive(Array(envelope.utf8)))).count == 1)
  }

  @Test func `a provenance without secrets says nothing, and where none are wanted none is read`() throws {
    let clean = try report(archive(provenance("VERSION", "1.4.2")))
    #expect(secrets(clean).isEmpty && clean.incomplete.isEmpty)
    #expect(clean.images.count == 1)
    let unsearched = try report(archive(provenance("NPM", Self.token))) { $0.looksForSecrets = false }
    #expect(secrets(unsearched).isEmpty)
  }

  @Test func `what is about an image that is not there names its digest`() throws {
    let other = "sha256:" + String(repeating: "0", count: 64)
    let finding = try #require(
      try secrets(report(archive(provenance("NPM", Self.token), subject: other))).first)
    #expect(finding.location.key?.hasSuffix(" of \(other)") == true)
  }

  @Test(arguments: ["built by hand\n", "[]", "\"text\"", ""])
  func `plain text and other JSON are no damage`(document: String) throws {
    #expect(try report(archive(Array(document.utf8))).incomplete.isEmpty)
  }

  @Test func `a damaged document is said`() throws {
    let damaged = try report(archive(Array(provenance("NPM", Self.token).dropLast(4))))
    #expect(
      damaged.incomplete.contains { $0.what.contains("attestation sha256:") && $0.why.contains("secrets") })
    #expect(damaged.exitCode == 3)
    #expect(secrets(damaged).count == 1, "its text is searched all the same")
  }
}
