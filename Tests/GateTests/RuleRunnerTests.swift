import ArchiveIO
import Findings
import Foundation
import Images
import Policies
import Reports
import Rules
import TestSupport
import Testing

@testable import Gate

struct RuleRunnerTests {
  private func findings(_ listing: String) throws -> [Finding] {
    let archive = ByteView(copying: try ImageListing(listing).builder.archive())
    let image = try #require(try ImageLoader().load(archive, source: "app").images.first)
    return RuleRunner(rules: [rule], policy: .standard).findings(image)
  }

  /// Reports every file named `bad`.
  private let rule = Rule(
    id: "layer-bad", summary: "Bad.", why: "Bad.", fix: "Good.", severity: .low, confidence: .firm,
    references: [], triggering: [], silent: [],
    check: .image { image, _ in
      image.occurrences(named: "bad").map {
        Match(.file(layer: $0.layer, path: $0.path), "Bad.", state: $0.state)
      }
    })

  @Test func aFindingNamesLayerInstructionPathAndState() throws {
    let finding = try #require(
      try findings(
        """
        layer: /bin/sh -c #(nop) ADD file:aa in /
          -rw-r--r-- 0:0 /etc/hosts
        layer: RUN /bin/sh -c make # buildkit
          -rw-r--r-- 0:0 /srv/bad
        layer: RUN /bin/sh -c rm /srv/bad # buildkit
          delete /srv/bad
        """
      ).first)
    #expect(finding.location.layer == 1)
    #expect(finding.location.instruction == "RUN make")
    #expect(finding.location.path == "/srv/bad")
    #expect(finding.location.diffID?.hasPrefix("sha256:") == true)
    #expect(finding.state == .deleted)
  }

  @Test func aFingerprintSurvivesARebuildWithAnotherLayerBelow() throws {
    let before = try findings("layer: COPY a /\n  -rw-r--r-- 0:0 /srv/bad")
    let after = try findings(
      "layer: RUN b\n  -rw-r--r-- 0:0 /b\nlayer: COPY a /\n  -rw-r--r-- 1:1 /srv/bad 5")
    #expect(before.map(\.fingerprint) == after.map(\.fingerprint))
    #expect(before.map(\.location.layer) != after.map(\.location.layer))
  }

  @Test func twoFindingsNeverShareAFingerprint() throws {
    let findings = try findings(
      "layer: COPY a /\n  -rw-r--r-- 0:0 /srv/bad\nlayer: COPY b /\n  -rw-r--r-- 0:0 /srv/bad 5")
    #expect(findings.count == 2)
    #expect(Set(findings.map(\.fingerprint)).count == 2)
  }

  @Test func aConfigFieldIsTheWorkOfTheLastInstructionThatSetsIt() throws {
    let archive = ByteView(
      copying: try ImageListing(
        """
        User: root
        Env: A=1
        Env: TOKEN=x
        history: USER app
        history: ENV A=1
        history: ENV TOKEN=x
        history: USER root
        layer: COPY a /
          -rw-r--r-- 0:0 /a
        """
      ).builder.archive())
    let image = try #require(try ImageLoader().load(archive, source: "app").images.first)
    let resolver = LocationResolver(image: image)
    #expect(resolver.location(.config("User")).instruction == "USER root")
    #expect(resolver.location(.config("Env[1]")).instruction == "ENV TOKEN=x")
  }

  @Test func theWorstComesFirstAndOnesOwnBeforeTheBases() {
    let findings = [
      ReportSamples.finding(1, severity: .low), ReportSamples.finding(2, severity: .high, origin: .base),
      ReportSamples.finding(3, severity: .high, origin: .yours),
      ReportSamples.finding(4, severity: .critical),
    ]
    #expect(findings.ranked().map(\.fingerprint) == [3, 2, 1, 0].map { findings[$0].fingerprint })
  }
}
