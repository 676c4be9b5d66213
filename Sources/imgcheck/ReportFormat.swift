import Reports

/// The forms of a report.
enum ReportFormat: String, CaseIterable {
  case text, table, json, sarif, markdown, github
  case gitlabCodeQuality = "gitlab-codequality"
  case gitlabSAST = "gitlab-sast"
  case junit, csv, html, cyclonedx, spdx, intoto

  func render(_ report: Report, _ options: RenderOptions, isColoured: Bool, showAll: Bool) throws -> String {
    switch self {
    case .text:
      TextReport.render(
        report, isColoured: isColoured, showAll: showAll, showsSuppressed: options.showsSuppressed)
    case .table: TableReport.render(report, options, isColoured: isColoured)
    case .json: try JSONReport.render(report)
    case .sarif: try SARIFReport.render(report, options)
    case .markdown: MarkdownReport.render(report, options)
    case .github: AnnotationsReport.render(report, options)
    case .gitlabCodeQuality: try CodeQualityReport.render(report, options)
    case .gitlabSAST: try SecurityReport.render(report, options)
    case .junit: JUnitReport.render(report, options)
    case .csv: CSVReport.render(report, options)
    case .html: HTMLReport.render(report, rules: options.rules)
    case .cyclonedx: try CycloneDXReport.render(report, options)
    case .spdx: try SPDXReport.render(report, options)
    case .intoto: try InTotoReport.render(report, options)
    }
  }

  /// What it shows beyond findings.
  var detail: ReportDetail {
    switch self {
    case .json: .all
    case .sarif: .edits
    case .html: [.edits, .networks]
    case .junit, .intoto: .digests
    case .text, .table, .markdown, .github, .gitlabCodeQuality, .gitlabSAST, .csv, .cyclonedx, .spdx: []
    }
  }

  /// Ends of file names that say the form, the longer ones first.
  private static let suffixes: [(end: String, format: ReportFormat)] = [
    (".cdx.json", .cyclonedx), (".spdx.json", .spdx), (".intoto.json", .intoto),
    (".intoto.jsonl", .intoto), ("gl-code-quality-report.json", .gitlabCodeQuality),
    ("gl-sast-report.json", .gitlabSAST), (".sarif.json", .sarif), (".sarif", .sarif), (".json", .json),
    (".md", .markdown), (".csv", .csv), (".html", .html), (".htm", .html), (".xml", .junit), (".txt", .text),
  ]

  /// The form that a file's name asks for; nil where it asks for none.
  init?(fileName: String) {
    let name = fileName.lowercased()
    guard let known = Self.suffixes.first(where: { name.hasSuffix($0.end) }) else { return nil }
    self = known.format
  }
}

extension ReportFormat: FileFormat {
  static let example = "sarif=imgcheck.sarif"

  static let otherWords: [String: ReportFormat] = [
    "md": .markdown, "txt": .text, "htm": .html, "cdx": .cyclonedx,
    "codequality": .gitlabCodeQuality,
    "sast": .gitlabSAST, "in-toto": .intoto, "annotations": .github,
  ]
}
