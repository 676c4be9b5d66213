import Findings

/// The report as GitHub Flavored Markdown, for `GITHUB_STEP_SUMMARY`, merge requests and wikis.
///
/// A step's summary has a limit, above which GitHub shows nothing of it; so findings are written, the worst first, as
/// long as there is room, and the rest is counted.
package struct MarkdownReport {
  /// Bytes of a summary that GitHub takes, less room for what others append in the same step.
  static let limit = 1_000_000
  /// Bytes of one message or remedy.
  private static let longestCell = 2_000
  /// Bytes of each list that is not of findings.
  private static let longestList = 50_000

  private let report: Report
  private let options: RenderOptions

  package static func render(_ report: Report, _ options: RenderOptions) -> String {
    MarkdownReport(report: report, options: options).text()
  }

  private func text() -> String {
    let head = heading() + targets() + notChecked()
    let tail = notes()
    var room = Self.limit - Self.size(head) - Self.size(tail) - 1_000
    var lines = head
    var left = 0
    let suppressed = options.showsSuppressed ? report.suppressed ?? [] : []
    let defaults = HardeningDefaults(report)
    let sections =
      Severity.allCases.reversed().map { section($0, defaults.rest) }
      + defaults.projects.map { Self.table($0) }
    for section in sections + [hidden(suppressed)] {
      let written = Self.fit(section, into: &room)
      lines += written.lines
      left += written.left
    }
    if left > 0 {
      lines += [
        "**\(SummaryLine.count(left, "more finding")) not shown here**: the summary has reached its maximum length.",
        "",
      ]
    }
    return (lines + tail).joined(separator: "\n") + "\n"
  }

  // MARK: Head

  private func heading() -> [String] {
    let word =
      switch report.summary.verdict {
      case .pass: "✅ PASS"
      case .fail: "❌ FAIL"
      case .incomplete: "⚠️ INCOMPLETE"
      }
    let failing =
      "\(SummaryLine.count(report.summary.failing, "finding")) at or above \(report.summary.failOn.rawValue)"
    return ["## imgcheck: \(word)", "", "\(SummaryLine.text(report)). \(failing).", ""]
  }

  private func targets() -> [String] {
    let images = report.images.map { image in
      let bytes = image.layers.reduce(0) { $0 + $1.uncompressedSize }
      return "| \(Self.code(image.title)) | \(Self.cell(image.platform)) | "
        + "\(SummaryLine.count(image.layers.count, "layer")), \(ByteCount.show(bytes)) |"
    }
    let projects = report.compose.map { project in
      "| \(Self.code(project.files.joined(separator: ", "))) | compose | "
        + "\(SummaryLine.count(project.services.count, "service")) |"
    }
    let rows = Self.limited(images + projects) { "| and \($0) more | | |" }
    return rows.isEmpty ? [] : ["| Checked | | |", "|---|---|---|"] + rows + [""]
  }

  private func notChecked() -> [String] {
    guard !report.incomplete.isEmpty else { return [] }
    let lines = report.incomplete.map { "- \(Self.code($0.what)): \(Self.cell($0.why))" }
    return ["### Not checked", ""] + Self.limited(lines) { "- and \($0) more" } + [""]
  }

  private func notes() -> [String] {
    let notes = report.allNotes
    guard !notes.isEmpty else { return [] }
    let lines = notes.map { "- \(Self.cell($0))" }
    return ["### Notes", ""] + Self.limited(lines) { "- and \($0) more" } + [""]
  }

  /// The lines that a list has room for, and one that counts the rest.
  private static func limited(_ lines: [String], rest: (Int) -> String) -> [String] {
    var room = longestList
    let shown = lines.prefix { line in
      room -= line.utf8.count + 1
      return room >= 0
    }
    return shown.count == lines.count ? lines : shown + [rest(lines.count - shown.count)]
  }

  // MARK: Findings

  /// A table that may be cut after any row.
  private struct Table {
    let head: [String]
    let rows: [String]
    let tail: [String]
  }

  /// The defaults that the services of a project keep.
  private static func table(_ project: HardeningDefaults.Project) -> Table {
    Table(
      head: [
        "<details><summary><b>Hardening defaults of \(MarkdownText.escape(project.name)) (\(project.count))</b></summary>",
        "", "| Rule | Services keep | Which |", "|---|---|---|",
      ],
      rows: project.kept.map {
        "| \(code($0.rule)) | \(cell($0.name)) | \(cell($0.services.joined(separator: ", "))) |"
      },
      tail: ["", HardeningDefaults.advice, "", "```yaml"] + project.fix + ["```", "", "</details>", ""])
  }

  private func section(_ severity: Severity, _ findings: [Finding]) -> Table {
    let findings = findings.filter { $0.severity == severity }
    let title =
      "\(severity.rawValue.prefix(1).uppercased() + severity.rawValue.dropFirst()) (\(findings.count))"
    // What fails the run is open to see, the rest can be opened.
    let isOpen = severity >= report.summary.failOn
    return Table(
      head: ["<details\(isOpen ? " open" : "")><summary><b>\(title)</b></summary>", ""] + Self.columns,
      rows: findings.map(row), tail: ["", "</details>", ""])
  }

  private func hidden(_ findings: [Finding]) -> Table {
    Table(
      head: ["<details><summary><b>Suppressed (\(findings.count))</b></summary>", ""] + Self.columns,
      rows: findings.map(row), tail: ["", "</details>", ""])
  }

  private static let columns = ["| Rule | What | Where | Fix |", "|---|---|---|---|"]

  private func row(_ finding: Finding) -> String {
    let place = FindingPlace(finding.location, options.checkout)
    let base = finding.origin == .base ? " (base image)" : ""
    let reason = finding.suppression.map { " (suppressed: \(Self.cell($0.words)))" } ?? ""
    let others = (finding.alsoRules ?? []).map(Self.code)
    let also = others.isEmpty ? "" : " (also \(others.joined(separator: ", ")))"
    return "| \(Self.code(finding.rule))\(base)\(also) | \(Self.cell(finding.message))\(reason) | "
      + "\(Self.code(place.title)) | \(Self.cell(finding.fix)) |"
  }

  /// The lines of a table that fit, and how many rows did not.
  private static func fit(_ table: Table, into room: inout Int) -> (lines: [String], left: Int) {
    guard !table.rows.isEmpty else { return ([], 0) }
    let frame = size(table.head) + size(table.tail)
    guard room > frame + (table.rows.first?.utf8.count ?? 0) + 1 else {
      room = 0
      return ([], table.rows.count)
    }
    room -= frame
    var lines = table.head
    var count = 0
    for row in table.rows {
      guard row.utf8.count + 1 <= room else {
        // What is worse goes before: nothing shorter slips in behind a row that did not fit.
        room = 0
        break
      }
      room -= row.utf8.count + 1
      lines.append(row)
      count += 1
    }
    return (lines + table.tail, table.rows.count - count)
  }

  // MARK: Cells

  private static func size(_ lines: [String]) -> Int { lines.reduce(0) { $0 + $1.utf8.count + 1 } }

  private static func cell(_ text: String) -> String { MarkdownText.escape(cut(text)) }

  private static func code(_ text: String) -> String { text.isEmpty ? "" : MarkdownText.code(cut(text)) }

  private static func cut(_ text: String) -> String {
    text.utf8.count <= longestCell ? text : String(text.unicodeScalars.prefix(longestCell / 4)) + "…"
  }
}
