import ArgumentParser
import Findings
import Foundation
import Gate
import Reports

/// Where the report goes, and in which form.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The report's format on standard output: \(Choice.list(ReportFormat.self)).", valueName: "format"),
    completion: Choice.completion(ReportFormat.self),
    transform: ReportFormat.named)
  var format: ReportFormat?

  @Option(
    help: ArgumentHelp(
      "Write the report to standard output as this Mustache template says, which has the JSON report's names.",
      valueName: "file"), completion: .file())
  var template: String?

  @Option(
    help: ArgumentHelp(
      "Show only findings of this severity or worse on standard output. Files and the exit status have all.",
      valueName: "severity"),
    completion: Choice.completion(Severity.self),
    transform: { text in try Choice.read(text, "severity") })
  var severity: Severity?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Also write the report to a file; may be repeated. Without a format the file's extension decides: .sarif, .json, .md, .csv, .xml, .cdx.json, .spdx.json.",
      valueName: "[format=]file"), completion: .file(),
    transform: OutputFile.init)
  var outputs: [OutputFile<ReportFormat>] = []

  @Option(
    help: ArgumentHelp(
      "A name for this run in SARIF, if imgcheck runs several times on one commit.", valueName: "name"),
    transform: { text in
      guard !text.allSatisfy({ $0 == "/" || $0.isWhitespace }) else {
        throw ValidationError("--category needs a name, for example --category api-image.")
      }
      return text
    })
  var category: String?

  @Flag(help: "Also report suppressed findings, marked as such.")
  var showSuppressed = false

  @Option(
    help: ArgumentHelp("Colours: auto, always, never.", valueName: "when"),
    completion: Choice.completion(ColorChoice.self),
    transform: { text in try Choice.read(text, "choice of colours") })
  var color = ColorChoice.auto

  /// Whether standard output carries the report for people.
  var showsText: Bool { template == nil && [.text, .table].contains(format ?? .text) }

  /// Whether a form for standard output was asked for.
  var asksForOutput: Bool { format != nil || template != nil }

  /// What the forms that were asked for show beyond findings.
  var detail: ReportDetail {
    let shown = template == nil ? (format ?? .text).detail : ReportDetail.all
    return outputs.reduce(shown) { $0.union($1.format.detail) }
  }

  /// The files that outputs are made by.
  var inputFiles: [String] { [template].compactMap(\.self) }

  /// Writes the files first: a closed pipe at standard output must not cost them. Where a file cannot be written, the
  /// report still goes to standard output; the writer knows then why, and its `finish` ends the run.
  ///
  /// - Parameters:
  ///   - isQuiet: whether standard output gets the report only where a form for it was asked for, or where it
  ///     came into no file.
  ///   - template: what `readTemplate` gave.
  ///   - hidesText: whether standard output gets only forms that were asked for.
  func write(
    _ report: Report, by template: TemplateReport?, rules: [RuleDescription], showAll: Bool,
    isQuiet: Bool = false,
    hidesText: Bool = false, with writer: inout OutputWriter
  ) throws {
    let options = try renderOptions(rules)
    for output in outputs {
      writer.write(output.path) {
        try output.format.render(report, options, isColoured: false, showAll: true)
      }
    }
    if isQuiet, !asksForOutput, !outputs.isEmpty, writer.failures.isEmpty { return }
    if hidesText, !asksForOutput { return }
    let shown = severity.map(report.showing) ?? report
    let text =
      try template?.render(shown)
      ?? (format ?? .text).render(shown, options, isColoured: color.isColoured, showAll: showAll)
    do throws(ValidationError) { try Terminal.output(text) } catch { writer.note(error) }
  }

  /// The template, read before the run confines itself. A configuration that nobody named has no say in it, so that it is
  /// held against the format only now.
  func readTemplate() throws -> TemplateReport? {
    guard template == nil || format == nil else {
      throw ValidationError("--template and --format exclude each other; use one of them.")
    }
    return try template.map(TemplateFile.read)
  }

  /// The checkout that the run stands in; looked up once, before the run confines itself.
  static let checkout = Checkout.around(FileManager.default.currentDirectoryPath)

  private func renderOptions(_ rules: [RuleDescription]) throws -> RenderOptions {
    var options = RenderOptions(rules: rules)
    options.showsSuppressed = showSuppressed
    options.category = category
    options.checkout = Self.checkout
    options.date = try Self.sourceDate(ProcessInfo.processInfo.environment)
    return options
  }

  /// The time that reproducible builds agree on (reproducible-builds.org, SOURCE_DATE_EPOCH): seconds since 1970.
  private static func sourceDate(_ environment: [String: String]) throws -> Timestamp? {
    guard let text = environment["SOURCE_DATE_EPOCH"], !text.isEmpty else { return nil }
    guard let seconds = Int64(text), let date = Timestamp(seconds: seconds) else {
      throw ValidationError(
        "SOURCE_DATE_EPOCH is '\(SafeText.show(text))', but must be a number of seconds since 1970.")
    }
    return date
  }
}
