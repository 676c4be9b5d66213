import Findings

/// The comparison as GitHub Flavored Markdown, for a comment at a pull request: short, and the rest counted.
package struct DiffMarkdown {
  private let report: DiffReport
  /// Rows of each list.
  private static let shown = 30
  /// Unicode scalars of one text.
  private static let longest = 500
  /// Characters of a comment that GitHub takes are 65,536, and a scalar may be written as five of them or more.
  private static let limit = 60_000

  package static func render(_ report: DiffReport) -> String { DiffMarkdown(report: report).text() }

  private func text() -> String {
    let head = heading()
    var room = Self.limit - size(head) - Self.roomForEnd
    var lines = head
    var left = 0
    for block in blocks() {
      guard size(block) <= room else {
        left += 1
        continue
      }
      room -= size(block)
      lines += block
    }
    if left > 0 {
      lines += ["**\(SummaryLine.count(left, "more list")) not shown here**: it is too long.", ""]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Characters kept for the line that counts what is left out.
  private static let roomForEnd = 200

  private func size(_ lines: [String]) -> Int { lines.reduce(0) { $0 + $1.utf8.count + 1 } }

  private func heading() -> [String] {
    let word =
      switch report.summary.verdict {
      case .pass: "✅ PASS"
      case .fail: "❌ FAIL"
      case .incomplete: "⚠️ INCOMPLETE"
      }
    return [
      "## imgcheck diff: \(word)", "",
      "\(escape(DiffPhrases.reason(report))). \(DiffPhrases.counts(report.summary)).",
      "",
    ]
  }

  private func blocks() -> [[String]] {
    let problems = report.incomplete.map { "- \(escape($0.what)): \(escape($0.why))" }
    return [section("Not checked", problems, isOpen: true)] + report.images.flatMap(blocks)
      + [section("Notes", report.notes.map { "- \(escape($0))" })]
  }

  private func blocks(_ image: ImageDifference) -> [[String]] {
    let size = image.size
    let layers = size.layers.map { layer in
      "- \(DiffPhrases.growth(layer.bytes)) \(DiffPhrases.layer(layer))"
        + (layer.instruction.map { " \(code($0))" } ?? "")
    }
    let directories = (size.directories ?? []).map {
      "- \(DiffPhrases.growth($0.bytes)) \(code(DiffPhrases.directory($0)))"
    }
    return [
      [
        "### \(code(DiffPhrases.title(image)))", "",
        "Size \(DiffPhrases.change(size.unpacked)); \(SummaryLine.count(size.sameLayers, "layer")) the same.",
        "",
      ],
      section(
        "New findings",
        image.findings.worse.map { row($0.finding, "was \($0.before.rawValue), now ") }
          + image.findings.new.map { row($0, "") }, isOpen: true),
      section(
        "Added permissions", (image.permissions ?? []).map { "- \(code(DiffPhrases.permission($0)))" },
        isOpen: true),
      section("Resolved findings", image.findings.gone.map { row($0, "") }),
      section("Layers", layers), section("Directories", directories),
      section("Packages", (image.packages ?? []).map { "- \(code(DiffPhrases.package($0)))" }),
      section("Config", image.config.map { "- \(code(DiffPhrases.config($0)))" }),
      section("Not compared", image.notCompared.map { "- \(escape($0))" }),
    ]
  }

  private func row(_ finding: Finding, _ before: String) -> String {
    let place = DiffPhrases.place(finding)
    return "- \(before)**\(finding.severity.rawValue)** \(code(finding.rule)) \(escape(finding.message))"
      + (place.isEmpty ? "" : " \(code(place))")
  }

  private func section(_ title: String, _ rows: [String], isOpen: Bool = false) -> [String] {
    guard !rows.isEmpty else { return [] }
    let rest = rows.count - min(rows.count, Self.shown)
    return ["<details\(isOpen ? " open" : "")><summary><b>\(title) (\(rows.count))</b></summary>", ""]
      + rows.prefix(Self.shown) + (rest > 0 ? ["- and \(rest) more"] : []) + ["", "</details>", ""]
  }

  private func escape(_ text: String) -> String { MarkdownText.escape(cut(text)) }

  private func code(_ text: String) -> String { MarkdownText.code(cut(text)) }

  private func cut(_ text: String) -> String {
    text.unicodeScalars.count <= Self.longest
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longest))) + "…"
  }
}
