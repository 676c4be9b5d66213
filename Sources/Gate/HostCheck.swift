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
        guard let match = Self.placed(found, rule, projects) else { continue }
        placed[found.project].append(match)
      }
    }
    return placed.map { matches in
      matches.sorted {
        ($0.site.span, $0.rule.id, $0.match.subject) < ($1.site.span, $1.rule.id, $1.match.subject)
      }
    }
  }

  private static func placed(_ found: HostMatch, _ rule: Rule, _ projects: [Project]) -> PlacedMatch? {
    let project = projects[found.project]
    guard case .compose(let key) = found.match.place, var site = project.site(of: key) else { return nil }
    for other in found.elsewhere {
      guard let there = projects[other.project].site(of: other.key) else { continue }
      site.related.append(Site.Related(span: there.span, note: other.message))
    }
    return PlacedMatch(rule: rule, match: found.match, key: key, site: site)
  }
}
