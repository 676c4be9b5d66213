import Findings

/// A rule's documentation, made from its description: what `docs/rules` holds and `imgcheck explain` prints.
package enum RulePage {
  /// The page in Markdown, without examples.
  package static func markdown(_ rule: RuleDescription) -> String {
    var lines = [
      "# \(rule.id)", "", rule.summary, "",
      "Severity: \(rule.severity.rawValue). Confidence: \(rule.confidence.rawValue).", "",
      "## Why", "", rule.why, "", "## What to do", "", rule.fix,
    ]
    if !rule.references.isEmpty {
      lines += ["", "## References", ""]
      lines += rule.references.map { reference in
        reference.url.map { "- [\(reference.title)](\($0))" } ?? "- \(reference.title)"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The page with the rule's examples: titles and texts, the triggering ones with a mark at each reported place.
  package static func markdown(
    _ rule: RuleDescription, triggering: [(title: String, text: String)],
    silent: [(title: String, text: String)]
  ) -> String {
    let lines =
      [markdown(rule)] + section("Reported (▶ marks the place)", triggering) + section("Not reported", silent)
    return lines.joined(separator: "\n")
  }

  private static func section(_ heading: String, _ examples: [(title: String, text: String)]) -> [String] {
    guard !examples.isEmpty else { return [] }
    return ["## \(heading)", ""]
      + examples.flatMap { example in
        let title = example.title.prefix(1).uppercased() + example.title.dropFirst()
        return ["\(title):", "", "```", example.text, "```", ""]
      }
  }
}
