import Findings

/// The overview of a batch as one HTML file that needs no other and runs no script.
package struct BatchPage {
  private let overview: BatchOverview
  private let head: BatchHead
  private let rules: [String: RuleDescription]

  /// Bases that are listed.
  private static let mostBases = 100

  /// `rules` describes the rules that ran.
  package static func render(_ overview: BatchOverview, head: BatchHead, rules: [RuleDescription]) -> String {
    let known = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return "<!DOCTYPE html>\n\(BatchPage(overview: overview, head: head, rules: known).document.html)\n"
  }

  private var document: Markup {
    .block("html", [.init("lang", "en")], [headElement, .block("body", [], [header, main])])
  }

  private var headElement: Markup {
    PageFrame.head(
      title: "\(Self.count(overview.images, "image")) - imgcheck", version: head.version,
      policy: PageSource.policy, style: .style)
  }

  private var header: Markup {
    PageFrame.header(
      [("bases", "Bases"), ("rules", "Rules"), ("images", "Images")], hasThemes: false)
  }

  private var main: Markup {
    let verdicts = Report.Verdict.allCases.map { "\(overview.byVerdict[$0] ?? 0) \(Self.word($0))" }
    return .block(
      "main", [],
      [
        .element("h1", [], .text(Self.count(overview.images, "image"))),
        .element(
          "p", [], .text("\(verdicts.joined(separator: ", ")). Judged by the day \(head.day).")),
        section("bases", "What images share", basesTable), section("rules", "What is found", rulesTable),
        section("images", "The worst images", imagesTable),
      ])
  }

  private func section(_ id: StaticString, _ title: String, _ table: Markup) -> Markup {
    .block(
      "section", [.init("id", "\(id)")], [.element("h2", [], .text(title)), table])
  }

  private var basesTable: Markup {
    guard !overview.bases.isEmpty else {
      return .element("p", [], .text("No two images have a lowest layer in common."))
    }
    return Table.markup(
      caption: "Lowest layers that several images have, where mending mends most first", style: "batch",
      columns: ["Base", "Layers", "Images", "Failing findings mended", "All findings mended"],
      numbers: [1, 2, 3, 4],
      rows: overview.bases.prefix(Self.mostBases).map { base in
        [
          .text(Self.title(base)), .text("\(base.layers)"), .text("\(base.images)"), .text("\(base.failing)"),
          .text("\(base.findings)"),
        ]
      })
  }

  private var rulesTable: Markup {
    Table.markup(
      caption: "Rules, those that reach most images first", style: "batch",
      columns: ["Rule", "Severity", "Images", "Findings", "What it is"], numbers: [2, 3],
      rows: overview.rules.map { count in
        [
          .element("code", [], .text(count.rule)), .text(count.severity.rawValue), .text("\(count.images)"),
          .text("\(count.findings)"), .prose(rules[count.rule]?.summary ?? ""),
        ]
      })
  }

  private var imagesTable: Markup {
    let more = overview.images - overview.worst.count
    let table = Table.markup(
      caption: "Images by failing findings", style: "batch",
      columns: ["Image", "Verdict", "Failing findings", "All findings"], numbers: [2, 3],
      rows: overview.worst.map { row in
        [.text(row.image), .text(Self.word(row.verdict)), .text("\(row.failing)"), .text("\(row.total)")]
      })
    let rest = Markup.element("p", [], .text("\(Self.count(more, "more image")) in the results."))
    return more > 0 ? .all([table, rest]) : table
  }

  /// What a base is called: an image of the batch, else the system and the highest layer.
  package static func title(_ base: BatchOverview.Base) -> String {
    base.name ?? "\(base.system ?? "unknown system"), up to layer \(base.diffID.prefix(19))"
  }

  private static func word(_ verdict: Report.Verdict) -> String {
    switch verdict {
    case .pass: "clean"
    case .fail: "failed"
    case .incomplete: "incomplete"
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
