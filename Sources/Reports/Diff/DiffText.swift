import Findings

/// The comparison for people: the answer first, then of each image only what is different, the largest first.
///
/// Everything that comes from an image passes `SafeText` on its way out.
package struct DiffText {
  private let report: DiffReport
  private let style: Style
  /// Lines of each list before the rest is counted.
  private let shown: Int
  /// Characters of an instruction or a value.
  private static let longest = 160

  /// `showAll` lists everything; otherwise at most ten of each kind.
  package static func render(_ report: DiffReport, isColoured: Bool, showAll: Bool = false) -> String {
    DiffText(report: report, style: Style(isColoured: isColoured), shown: showAll ? .max : 10).text()
  }

  private func text() -> String {
    var lines = [headline(), ""]
    for image in report.images { lines += describe(image) }
    if !report.incomplete.isEmpty {
      lines.append(style.verdict("NOT CHECKED", .incomplete) + style.dim("  \(report.incomplete.count)"))
      lines += list(report.incomplete.map { SafeText.show("\($0.what): \($0.why)") }) + [""]
    }
    if !report.notes.isEmpty {
      let notes = FoldedNotes.of(report.notes, showAll: shown == .max)
      lines += notes.map { style.dim("note: " + SafeText.show($0)) } + [""]
    }
    lines.append(DiffPhrases.counts(report.summary))
    return lines.joined(separator: "\n") + "\n"
  }

  private func headline() -> String {
    let word =
      switch report.summary.verdict {
      case .pass: "PASS"
      case .fail: "FAIL"
      case .incomplete: "INCOMPLETE"
      }
    return style.verdict(word, report.summary.verdict) + "  " + SafeText.show(DiffPhrases.reason(report))
  }

  private func describe(_ image: ImageDifference) -> [String] {
    let title = SafeText.show(DiffPhrases.title(image))
    var lines = [style.bold(title) + "  " + style.dim(SafeText.show(image.new.platform)), ""]
    lines += section("NEW FINDINGS", image.findings.new.count, findings(image.findings.new))
    lines += section(
      "MORE SEVERE FINDINGS", image.findings.worse.count,
      image.findings.worse.map { worse in
        finding(worse.finding, before: worse.before).joined(separator: "\n    ")
      })
    lines += section("RESOLVED FINDINGS", image.findings.gone.count, findings(image.findings.gone))
    lines += size(image)
    if let packages = image.packages {
      lines += section("PACKAGES", packages.count, packages.map { SafeText.show(DiffPhrases.package($0)) })
    }
    lines += section(
      "CONFIG", image.config.count, image.config.map { shorten(SafeText.show(DiffPhrases.config($0))) })
    if let permissions = image.permissions {
      lines += section(
        "ADDED PERMISSIONS", permissions.count, permissions.map { SafeText.show(DiffPhrases.permission($0)) })
    }
    lines += section(
      "NOT COMPARED", image.notCompared.count, image.notCompared.map { SafeText.show($0) })
    return lines
  }

  // MARK: Findings

  private func findings(_ findings: [Finding]) -> [String] {
    findings.map { finding($0).joined(separator: "\n    ") }
  }

  private func finding(_ finding: Finding, before: Severity? = nil) -> [String] {
    let was = before.map { style.dim(" (was \($0.rawValue))") } ?? ""
    let place = DiffPhrases.place(finding)
    return [
      style.severity(finding.severity.rawValue, finding.severity) + was + "  "
        + style.bold(SafeText.show(finding.rule)),
      "  " + SafeText.show(finding.message),
    ] + (place.isEmpty ? [] : ["  " + style.dim("at ") + SafeText.show(place)])
  }

  // MARK: Sizes

  private func size(_ image: ImageDifference) -> [String] {
    let size = image.size
    var lines = [style.bold("SIZE") + "  " + DiffPhrases.change(size.unpacked)]
    if !size.layers.isEmpty {
      let same = "\(SummaryLine.count(size.sameLayers, "layer")) the same, \(ByteCount.show(size.sameBytes))"
      lines.append("  layers  " + style.dim(same))
      lines += list(
        size.layers.map { layer in
          amount(layer.bytes) + "  " + DiffPhrases.layer(layer)
            + (layer.instruction.map { style.dim("  " + shorten(SafeText.show($0))) } ?? "")
        }
      ).map { "  " + $0 }
    }
    if let directories = size.directories, !directories.isEmpty {
      lines.append("  directories")
      lines += list(
        directories.map { amount($0.bytes) + "  " + SafeText.show(DiffPhrases.directory($0)) }
      ).map { "  " + $0 }
    }
    if let files = image.files, files.added + files.removed + files.changed > 0 {
      lines.append("  files  \(files.added) added, \(files.removed) removed, \(files.changed) changed")
    }
    return lines + [""]
  }

  private func amount(_ change: ByteChange) -> String {
    let text = DiffPhrases.growth(change)
    return String(repeating: " ", count: max(0, Self.amountWidth - text.count)) + text
  }

  /// Characters of `the same`, and of any amount that is likely.
  private static let amountWidth = 9

  // MARK: Lists

  private func section(_ title: String, _ count: Int, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [style.bold(title) + style.dim("  \(count)")] + list(lines) + [""]
  }

  private func list(_ lines: [String]) -> [String] {
    let rest = lines.count - min(lines.count, shown)
    return lines.prefix(shown).map { "  " + $0 } + (rest > 0 ? ["  and \(rest) more"] : [])
  }

  private func shorten(_ text: String) -> String {
    guard shown != .max, text.count > Self.longest else { return text }
    return text.prefix(Self.longest - 1) + "…"
  }
}
