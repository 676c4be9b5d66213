import Compose
import Findings
import Policies
import Rules

/// A match with the rule that made it and the place where it stands.
package struct PlacedMatch: Sendable {
  package var rule: Rule
  package var match: Match
  package var key: String
  package var site: Site
}

/// Runs the rules over a project; what stands at one place for one cause is one match.
package struct ComposeMatches {
  package let all: [PlacedMatch]

  package init(rules: [Rule], policy: Policy, project: Project) {
    var placed: [PlacedMatch] = []
    var positions: [String: Int] = [:]
    for rule in rules {
      guard case .compose(let check) = rule.check else { continue }
      for match in check(project, policy) {
        guard case .compose(let key) = match.place, let site = project.site(of: key) else { continue }
        // A value behind an anchor, or in a file that several services extend, is one cause.
        let cause = "\(rule.id)\u{0}\(site.span)\u{0}\(match.subject)"
        if let position = positions[cause] {
          placed[position].match.related.append(.init(match.place, "holds for this place too"))
          continue
        }
        positions[cause] = placed.count
        placed.append(PlacedMatch(rule: rule, match: match, key: key, site: site))
      }
    }
    all = placed.sorted {
      ($0.site.span, $0.rule.id, $0.match.subject, $0.key) < (
        $1.site.span, $1.rule.id, $1.match.subject, $1.key
      )
    }
  }
}
