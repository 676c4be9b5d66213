import Compose
import Findings
import Policies
import Rules

/// The repairs of a project as new texts of its files.
package struct ComposeRepairs: Sendable {
  /// A file before and after.
  package struct Change: Sendable {
    package let file: String
    package let old: String
    package let new: String
  }

  /// The files that change, sorted by path.
  package let changes: [Change]
  /// How many findings go away.
  package let repaired: Int

  /// - Parameters:
  ///   - severity: findings below it are left alone.
  ///   - today: the day by which exceptions in comments hold; nil where none shall expire.
  package init(
    _ project: Project, rules: [Rule] = Rule.compose, from severity: Severity = .note,
    policy: Policy = .standard, today: String? = nil
  ) {
    let project = project.withRoles(policy.roles)
    let matches = ComposeMatches(rules: rules, policy: policy, project: project).all
    let judged = Exceptions(allowances: project.allowances, today: today).judge(matches)
    let kept = zip(matches, judged.suppressions).compactMap { $1 == nil ? $0 : nil }
    let editor = Editor(project)
    let edits = kept.filter { ($0.match.severity ?? $0.rule.description.severity) >= severity }.compactMap {
      placed in
      placed.match.repair.flatMap(editor.edits)
    }
    repaired = edits.count
    let all = edits.flatMap(\.self)
    changes = Set(all.map(\.span.file)).sorted().compactMap { file in
      guard let source = project.sources[file] else { return nil }
      let new = source.applying(all)
      return new == source.text ? nil : Change(file: file, old: source.text, new: new)
    }
  }
}
