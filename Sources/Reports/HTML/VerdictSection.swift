import Findings

/// The answer, first: verdict, counts, what was read, and what could not be.
struct VerdictSection {
  let report: Report

  var word: String {
    switch report.summary.verdict {
    case .pass: "Pass"
    case .fail: "Fail"
    case .incomplete: "Incomplete"
    }
  }

  var markup: Markup {
    .block(
      "section",
      [.init("class", "verdict \(report.summary.verdict.rawValue)"), .init("aria-labelledby", "verdict")],
      [
        .element(
          "h1", [.init("id", "verdict")], .element("span", [.init("class", "word")], .text(word)),
          .text(" "), .element("span", [.init("class", "reason")], .text(reason))),
        counts, subjects, incomplete,
      ])
  }

  private var reason: String {
    let summary = report.summary
    let failing =
      "\(Amount.count(summary.failing, "finding")) at or above \(summary.failOn.rawValue) severity"
    switch summary.verdict {
    case .pass: return "No finding at or above \(summary.failOn.rawValue) severity"
    case .fail: return failing
    case .incomplete:
      return "Not everything could be checked" + (summary.failing > 0 ? ", and \(failing)" : "")
    }
  }

  private var counts: Markup {
    let items = Severity.allCases.reversed().map { severity in
      let count = report.summary.bySeverity[severity.rawValue] ?? 0
      let style = count == 0 ? "none" : severity.rawValue
      return Markup.element(
        "li", [.init("class", style)], .element("strong", [], .text("\(count)")),
        .text(" \(severity.rawValue)"))
    }
    return .block("ul", [.init("class", "counts"), .init("aria-label", "Findings by severity")], items)
  }

  private var subjects: Markup {
    let images = report.images.map { image in
      let bytes = image.layers.reduce(Int64(0)) { $0 + $1.uncompressedSize }
      return Self.subject(
        "image", image.title,
        [image.platform, Amount.count(image.layers.count, "layer"), ByteCount.show(bytes), image.source])
    }
    let projects = report.compose.map { project in
      Self.subject(
        "project", project.name,
        [Amount.count(project.services.count, "service"), project.files.joined(separator: ", ")])
    }
    guard !(images + projects).isEmpty else { return .none }
    return .block(
      "ul", [.init("class", "subjects"), .init("aria-label", "What was checked")], images + projects)
  }

  private static func subject(_ kind: String, _ name: String, _ facts: [String]) -> Markup {
    .element(
      "li", [], .element("span", [.init("class", "kind")], .text(kind)), .text(" "),
      .element("strong", [], .text(name)), .text(" "),
      .element(
        "span", [.init("class", "facts")],
        .text(facts.filter { !$0.isEmpty }.joined(separator: " · "))))
  }

  private var incomplete: Markup {
    guard !report.incomplete.isEmpty else { return .none }
    let items = report.incomplete.map { problem in
      Markup.element("li", [], .element("strong", [], .text(problem.what)), .text(" "), .prose(problem.why))
    }
    return .block(
      "div", [.init("class", "unchecked"), .init("role", "group"), .init("aria-labelledby", "unchecked")],
      [
        .element("h2", [.init("id", "unchecked")], .text("Not checked")),
        .block("ul", [.init("class", "plain")], items),
      ])
  }
}
