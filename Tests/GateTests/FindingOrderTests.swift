import Compose
import Findings
import Rules
import TestSupport
import Testing

@testable import Gate

/// Findings of one severity are listed by who reaches them and by what an attacker gains.
struct FindingOrderTests {
  private static let text = """
    services:
      inner:
        image: app:1
        networks: [closed]
      app:
        image: app:1
      web:
        image: app:1
        ports: ["8080:8080"]
    networks:
      closed: {internal: true}
    """

  private static func finding(
    _ rule: String, _ service: String, severity: Severity = .low, file: String = "compose.yaml"
  ) -> Finding {
    var location = Location()
    (location.file, location.key) = (file, "services.\(service)")
    return Finding(
      rule: rule, severity: severity, confidence: .certain, message: "It is so.", fix: "Mend it.",
      fingerprint: Fingerprint(parts: [rule, service]), location: location)
  }

  private func order(_ findings: [Finding]) throws -> [String] {
    let project = try Project.load(
      Options(files: ["compose.yaml"]), reader: FileReader(["compose.yaml": Self.text]))
    return FindingOrder([project], ImageMatching([])).sorted(findings).map {
      "\($0.rule) \($0.location.key ?? "")"
    }
  }

  @Test func severityGoesBeforeExposureAndExposureBeforeGain() throws {
    let found = try order([
      Self.finding("compose-engine-socket", "app"), Self.finding("compose-engine-socket", "inner"),
      Self.finding("compose-no-restart", "web"), Self.finding("compose-engine-socket", "web"),
      Self.finding("compose-volumes-from", "web"),
      Self.finding("compose-no-restart", "inner", severity: .high),
    ])
    #expect(
      found == [
        "compose-no-restart services.inner", "compose-engine-socket services.web",
        "compose-volumes-from services.web", "compose-no-restart services.web",
        "compose-engine-socket services.app", "compose-engine-socket services.inner",
      ])
  }

  @Test func whatNoServiceIsKnownForStandsBetween() throws {
    let found = try order([
      Self.finding("compose-engine-socket", "inner"),
      Self.finding("compose-engine-socket", "x", file: "other.yaml"),
      Self.finding("compose-engine-socket", "web"),
    ])
    #expect(found.map { $0.suffix(5) } == ["s.web", "ces.x", "inner"])
  }

  @Test func manyFindingsComeAsIfEachWasComparedWithEach() throws {
    var random = FixedRandom(seed: 11)
    let rules = ["compose-engine-socket", "compose-no-restart", "compose-volumes-from", "secret-x", "a", "z"]
    let services = ["web", "app", "inner", "none"]
    let findings = (0..<500).map { _ in
      Self.finding(
        rules.randomElement(using: &random) ?? "", services.randomElement(using: &random) ?? "",
        severity: Severity.allCases.randomElement(using: &random) ?? .low)
    }
    let exposures = ["services.web": 0, "services.app": 1, "services.none": 1, "services.inner": 2]
    func rank(_ finding: Finding) -> (Int, Int, Int, String) {
      (
        -finding.severity.rank, exposures[finding.location.key ?? ""] ?? 0,
        AttackersGain.of(finding.rule).rawValue, finding.rule
      )
    }
    let expected = findings.indices.sorted { left, right in
      let (leftRank, rightRank) = (rank(findings[left]), rank(findings[right]))
      return leftRank == rightRank ? left < right : leftRank < rightRank
    }
    #expect(
      try order(findings) == expected.map { "\(findings[$0].rule) \(findings[$0].location.key ?? "")" })
  }

  @Test func theGainNamesRulesThatAreThere() {
    let known = Set(Rule.all.map(\.id))
    #expect(AttackersGain.accessRules.subtracting(known) == [])
    #expect(AttackersGain.costRules.subtracting(known) == [])
    #expect(AttackersGain.accessRules.isDisjoint(with: AttackersGain.costRules))
  }
}
