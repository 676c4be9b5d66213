import Compose
import Findings
import Policies
import Rules
import TestSupport
import Testing

/// What a compose rule names carries where it stands, so that nothing has to find it again from its text.
struct KeyTests {
  private func matches(_ rule: Rule, _ listing: ComposeListing) -> [(project: Int, match: Match)] {
    switch rule.check {
    case .compose(let check): check(listing.project, listing.policy).map { (0, $0) }
    case .host(let check): check(listing.projects, listing.policy).map { ($0.project, $0.match) }
    case .image, .images, .cross: []
    }
  }

  @Test(arguments: Rule.compose) func everyKeyCarriesItsSite(rule: Rule) throws {
    var seen = 0
    for example in rule.triggering {
      let listing = try ComposeListing(example.text)
      for (project, match) in matches(rule, listing) {
        for place in [match.place] + match.related.map(\.place) + match.steps.map(\.place) {
          guard case .compose(let key) = place else { continue }
          let site = try #require(key.site, "\(rule.id): \(key) has no site")
          #expect(site == listing.projects[project].site(of: key.text), "\(rule.id): \(key)")
          seen += 1
        }
      }
    }
    #expect(seen > 0, "\(rule.id)")
  }
}
