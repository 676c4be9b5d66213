import Compose
import Findings
import Policies
import Rules

/// Judges what projects do to each other when they share a host.
struct HostCheck {
  let rules: [Rule]
  let policy: Policy

  /// The matches of each project, sorted by place.
  func matches(_ projects: [Project]) -> [[PlacedMatch]] {
    var placed = [[PlacedMatch]](repeating: [], count: projects.count)
    for rule in rules {
      guard case .host(let check) = rule.check else { continue }
      for found in check(projects, policy) {
        placed[found.project].append(Self.placed(found, rule, projects))
      }
    }
    return placed.map { matches in
      matches.sorted {
        ($0.site.span, $0.rule.id, $0.match.subject) < ($1.site.span, $1.rule.id, $1.match.subject)
      }
    }
  }

  private static func placed(_ found: HostMatch, _ rule: Rule, _ projects: [Project]) -> PlacedMatch {
    let project = projects[found.project]
    let key = found.match.place.composeKey
    var site = project.nearestSite(of: key)
    for other in found.elsewhere {
      let there = projects[other.project].nearestSite(of: other.key)
      site.related.append(ResolvedLocation.Related(span: there.span, note: other.message))
    }
    return PlacedMatch(rule: rule, match: found.match, key: key, site: site)
  }
}
