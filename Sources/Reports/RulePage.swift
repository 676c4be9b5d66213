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
    var lines = [markdown(rule)]
    for (heading, examples) in [("Reported (▶ marks the place)", triggering), ("Not reported", silent)]
    where !examples.isEmpty {
      lines += ["## \(heading)", ""]
      for example in examples {
        let title = example.title.prefix(1).uppercased() + example.title.dropFirst()
        lines += ["\(title):", "", "```", example.text, "```", ""]
      }
    }
    return lines.joined(separator: "\n")
  }
}
