import Findings

/// The report as one HTML file that needs no other: it loads nothing, opens from disk, and is whole without a
/// script; the script adds filters and the choice of colours.
package struct HTMLReport {
  let report: Report
  /// Descriptions of rules by id.
  let rules: [String: RuleDescription]

  /// `rules` describes the rules that ran; findings of others are shown without why.
  package static func render(_ report: Report, rules: [RuleDescription]) -> String {
    let page = HTMLReport(
      report: report, rules: Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
    return "<!DOCTYPE html>\n\(page.document.html)\n"
  }

  private var document: Markup {
    .block("html", [.init("lang", "en")], [head, .block("body", [], [skip, header, main, footer])])
  }

  private var head: Markup {
    PageFrame.head(title: title, version: report.tool.version, policy: PageSource.policy, style: .style)
  }

  private var title: String {
    let subjects = report.images.map(\.title) + report.compose.map(\.name)
    let more = subjects.count > 3 ? " and \(subjects.count - 3) more" : ""
    let names = subjects.prefix(3).joined(separator: ", ") + more
    return "\(VerdictSection(report: report).word)\(names.isEmpty ? "" : ": \(names)") - imgcheck"
  }

  private var skip: Markup {
    .element("a", [.init("class", "skip"), .init("href", "#findings")], .text("Skip to the findings"))
  }

  private var header: Markup {
    PageFrame.header(sections.filter { !$0.markup.html.isEmpty }.map { ($0.id, $0.title) })
  }

  private var main: Markup {
    .block("main", [], [VerdictSection(report: report).markup] + sections.map(\.markup))
  }

  private typealias Section = (id: String, title: String, markup: Markup)

  /// In the order of the page; one without markup has nothing to show.
  private var sections: [Section] {
    [
      ("findings", "Findings", FindingsSection(report: report, rules: rules).markup),
      ("images", "Images", .all(report.images.enumerated().map { ImageSection($1, number: $0).markup })),
      (
        "projects", "Projects",
        .all(report.compose.enumerated().map { ProjectSection($1, number: $0).markup })
      ),
      ("host", "Host", report.budget.map { BudgetSection(budget: $0).markup } ?? .none),
      ("notes", "Notes", notes),
      ("suppressed", "Suppressed", SuppressedSection(report: report).markup),
    ]
  }

  private var notes: Markup {
    let notes = report.allNotes
    guard !notes.isEmpty else { return .none }
    return .block(
      "section", [.init("id", "notes"), .init("aria-labelledby", "notes-title")],
      [
        .element("h2", [.init("id", "notes-title")], .text("Notes")),
        .block(
          "ul", [.init("class", "plain")], notes.map { .element("li", [], .prose($0)) }),
      ])
  }

  private var footer: Markup {
    .all([
      .element(
        "footer", [],
        .element(
          "p", [],
          .text(
            "\(report.tool.name) \(report.tool.version), report schema \(report.schemaVersion). "
              + "This page loads nothing from the network."))),
      .raw("script", .script),
    ])
  }
}
