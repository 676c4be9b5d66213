import Testing

@testable import Findings

/// What places and fingerprints are made of, read and written by bytes.
@Suite struct KeyTests {
  @Test(arguments: [
    ("services.web", "web"), ("services.web.ports[0]", "web"), ("services.web[0]", "web"),
    ("services[\"a.b\"].image", "a.b"), ("services[\"größe\"]", "größe"), ("services.", ""),
    ("services[\"open", nil), ("services", nil), ("", nil), ("servicesweb", nil),
    ("networks.services.web", nil),
  ])
  func `a place names the service that it is in`(place: String, service: String?) {
    #expect(Key.service(of: place) == service)
  }

  @Test func `fingerprints are the first half of the digest of the parts with their lengths`() {
    let parts = ["compose-open-port", "compose", "größe/compose.yaml", "services.web.ports", ""]
    #expect(Fingerprint(parts: parts).text == "ef6a869d535b11e976fbbb0cae11d7e8")
  }

  @Test func `what changes in a copy of a match stays in the original`() {
    let original = Match(.compose(key: "services.web"), "It is open.", subject: "80")
    var copy = original
    #expect(copy == original && copy.hashValue == original.hashValue)
    copy.severity = .low
    copy.related.append(Match.Related(.image, "there"))
    #expect(original.severity == nil && original.related.isEmpty)
    #expect(copy.severity == .low && copy.related.count == 1 && copy.subject == "80" && copy != original)
  }
}
