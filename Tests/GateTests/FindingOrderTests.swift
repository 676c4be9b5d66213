import Compose
import Findings
import Rules
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

  @Test func theGainNamesRulesThatAreThere() {
    let known = Set(Rule.all.map(\.id))
    #expect(AttackersGain.accessRules.subtracting(known) == [])
    #expect(AttackersGain.costRules.subtracting(known) == [])
    #expect(AttackersGain.accessRules.isDisjoint(with: AttackersGain.costRules))
  }
}
