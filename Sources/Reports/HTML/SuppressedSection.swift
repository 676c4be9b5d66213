import Findings

/// Findings that an exception, a comment or a baseline takes out of the count, folded away.
struct SuppressedSection {
  let report: Report

  var markup: Markup {
    guard let findings = report.suppressed, !findings.isEmpty else { return .none }
    let namesImages = report.images.count > 1
    let items = findings.map { finding in
      var item = FindingItem(finding, rule: nil, namesImage: namesImages)
      item.isSuppressed = true
      return item.markup
    }
    return .block(
      "section", [.init("id", "suppressed"), .init("aria-labelledby", "suppressed-title")],
      [
        .element("h2", [.init("id", "suppressed-title")], .text("Suppressed")),
        .block(
          "details", [.init("class", "group allowed")],
          [
            .element(
              "summary", [],
              .element("h3", [], .text("Findings that comments, exceptions or the baseline suppress")),
              .element("span", [.init("class", "number")], .text("\(findings.count)"))),
            .block("ul", [.init("class", "items")], items),
          ]),
      ])
  }
}
