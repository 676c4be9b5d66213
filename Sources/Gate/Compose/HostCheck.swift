import Compose
import Findings
import Images
import Policies
import Rules

/// Judges what projects do to each other when they share a host.
struct HostCheck {
  let rules: [Rule]
  let policy: Policy

  /// The matches of each project, sorted by place.
  func matches(_ projects: [Project]) -> [[PlacedMatch]] {
    let found = rules.filter(\.isOfHosts).sideBySide { rule -> [(project: Int, match: PlacedMatch)] in
      guard case .host(let check) = rule.check else { return [] }
      return check(projects, policy).map { ($0.project, Self.placed($0, rule, projects)) }
    }
    var placed = [[PlacedMatch]](repeating: [], count: projects.count)
    for (project, match) in found.joined() { placed[project].append(match) }
    return placed.map { matches in
      matches.sorted {
        ($0.site.span, $0.rule.id, $0.match.subject) < ($1.site.span, $1.rule.id, $1.match.subject)
      }
    }
  }

  private static func placed(_ found: HostMatch, _ rule: Rule, _ projects: [Project]) -> PlacedMatch {
    let key = found.match.place.composeKey
    var site = projects[found.project].nearestSite(of: key)
    for other in found.elsewhere {
      let there = projects[other.project].nearestSite(of: other.key)
      site.related.append(ResolvedLocation.Related(span: there.span, note: other.message))
    }
    return PlacedMatch(rule: rule, match: found.match, key: key, site: site)
  }
}

extension Rule {
  /// Whether it looks at all projects of a host together.
  fileprivate var isOfHosts: Bool {
    if case .host = check { return true }
    return false
  }
}
