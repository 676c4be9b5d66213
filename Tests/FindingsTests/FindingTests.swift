import Findings
import Foundation
import Testing

/// A finding is one reference to what it says; these hold it to the behaviour of a value.
@Suite struct FindingTests {
  private var plain: Finding {
    var place = Location()
    place.file = "compose.yaml"
    return Finding(
      rule: "compose-privileged", severity: .high, confidence: .certain, message: "m", fix: "f",
      fingerprint: Fingerprint(text: "00"), location: place, facts: [Fact(.user)],
      overrides: ["image-root-user"])
  }

  @Test func `what changes in a copy stays in the original`() {
    let original = plain
    var copy = original
    #expect(copy == original && copy.hashValue == original.hashValue)
    copy.severity = .low
    copy.location.line = 7
    copy.related.append(Finding.Related(location: copy.location, message: "there"))
    copy.suppression = Finding.Suppression(kind: .comment, reason: "r")
    #expect(copy != original)
    #expect(original == plain)
    #expect(copy.severity == .low && copy.location.line == 7 && copy.location.file == "compose.yaml")
    #expect(copy.related.count == 1 && copy.suppression?.reason == "r" && copy.fix == "f")
  }

  @Test func `facts are forgotten, and all else stays`() {
    let finding = plain
    let without = finding.withoutFacts
    #expect(without.facts.isEmpty && without.overrides.isEmpty && without.message == finding.message)
    #expect(finding.facts.count == 1 && finding.overrides == ["image-root-user"])
    #expect(without.withoutFacts == without)
  }

  @Test func `a report holds all but what is for the gate alone`() throws {
    var finding = plain
    finding.steps = [Finding.Related(location: finding.location, message: "a step")]
    let json = try JSONEncoder().encode(finding)
    let read = try JSONDecoder().decode(Finding.self, from: json)
    #expect(read == finding.withoutFacts)
    let names = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any]).keys
    #expect(names.contains("steps") && !names.contains("facts") && !names.contains("overrides"))
  }
}
